from datetime import date

from policydiff.diff.metadata import metadata_changes
from policydiff.model import Citation, Metadata, MetadataChange

OLD = Metadata(
    title="云岭县医疗保障办法", number="云政发〔2019〕6号", issued=date(2019, 3, 1), recipients=("各乡镇", "各部门")
)


def test_equal_metadata_does_not_change():
    assert metadata_changes(OLD, OLD) == ()


def test_fields_are_printed_as_text():
    new = Metadata(
        title="云岭县医疗保障办法", number="云政发〔2021〕2号", issued=date(2021, 5, 1), recipients=("各乡镇",)
    )
    assert metadata_changes(OLD, new) == (
        MetadataChange("number", "云政发〔2019〕6号", "云政发〔2021〕2号"),
        MetadataChange("issued", "2019-03-01", "2021-05-01"),
        MetadataChange("recipients", "各乡镇、各部门", "各乡镇"),
    )


def test_a_field_that_differs_in_form_only_does_not_change():
    assert metadata_changes(Metadata(number="云政发[2019]6号"), Metadata(number="云政发〔2019〕6号")) == ()


def test_of_the_cited_documents_only_those_that_differ_are_shown():
    kept, gone, come = Citation("医改方案"), Citation("床位办法", "云政发〔2015〕1号"), Citation("床位规划")
    changes = metadata_changes(Metadata(cited=(kept, gone)), Metadata(cited=(kept, come)))
    assert changes == (MetadataChange("cited", "《床位办法》（云政发〔2015〕1号）", "《床位规划》"),)
