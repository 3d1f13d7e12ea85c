"""The commands `apply` and `draft`: whole or nothing, and one clear line for what does not fit."""

from __future__ import annotations

import json

import pytest

from policydiff.cli import run

LAW = """# 云岭县集市管理条例

（2019年5月8日云岭县人民代表大会常务委员会通过）

第一条 本条例适用于云岭县的集市。

第二条 集市由商务部门主管。

第三条 违反第二条规定的，处二百元罚款。

第四条 本条例自2019年7月1日起施行。
"""
DECISION = """# 云岭县人民代表大会常务委员会关于修改《云岭县集市管理条例》的决定

（2024年3月6日云岭县人民代表大会常务委员会通过）

决定对《云岭县集市管理条例》作如下修改：

一、增加一条，作为第二条：“第二条 集市应当设公平秤。”

二、将第二条改为第三条，修改为：“第三条 集市由市场监督管理部门主管。”

三、条文顺序作相应调整。

本决定自2024年5月1日起施行。
"""
NEW = """# 云岭县集市管理条例

第一条 本条例适用于云岭县的集市。

第二条 集市应当设公平秤。

第三条 集市由市场监督管理部门主管。

第四条 违反第三条规定的，处二百元罚款。

第五条 本条例自2019年7月1日起施行。
"""


@pytest.fixture
def files(tmp_path):
    def written(**texts: str) -> list[str]:
        for name, text in texts.items():
            (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")
        return [str(tmp_path / f"{name}.md") for name in texts]

    return written


def test_consolidated_text_is_written_with_the_amendment_in_its_history(files, tmp_path, capsys):
    law, decision = files(law=LAW, decision=DECISION)
    out = tmp_path / "out.md"

    assert run(["apply", law, decision, "-o", str(out)]) == 0
    text = out.read_text(encoding="utf-8")
    assert "第三条 集市由市场监督管理部门主管。\n\n第四条 违反第二条规定的" in text
    assert "根据2024年3月6日《云岭县人民代表大会常务委员会关于修改《云岭县集市管理条例》的决定》修正" in text
    assert "effective: 2024-05-01" in text
    assert "第二条 → 第三条" in capsys.readouterr().out


def test_json_names_the_instruction_behind_each_change(files, capsys):
    law, decision = files(law=LAW, decision=DECISION)

    assert run(["apply", law, decision, "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["schema"] == "policydiff.consolidation/1"
    assert [(one["item"], one["operation"], one["new"]) for one in told["changes"][:3]] == [
        ("一、", "insert", ["第二条"]),
        ("二、", "renumber", ["第三条"]),
        ("二、", "replace", ["第三条"]),
    ]


def test_check_finds_the_reference_that_did_not_follow_and_nothing_else(files, capsys):
    stale = NEW.replace("违反第三条", "违反第二条")
    law, decision, new = files(law=LAW, decision=DECISION, new=stale)

    assert run(["apply", law, decision, "--check", new, "--format", "json"]) == 1
    found = json.loads(capsys.readouterr().out)["findings"]
    assert [(one["kind"], one["clause"], one["expected"]) for one in found] == [("stale_reference", "第四条", "第三条")]


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        pytest.param("集市由市场监督管理部门主管", "集市由商务部门主管", "not_reflected", id="an instruction was not carried out"),
        pytest.param("市场监督管理部门主管", "市场监管部门主管", "text_differs", id="quoted text differs"),
        pytest.param("二百元罚款", "五百元罚款", "unasked", id="a change that nobody asked for"),
    ],
)  # fmt: skip
def test_check_says_what_kind_of_difference_it_is(before, after, kind, files, capsys):
    law, decision, new = files(
        law=LAW, decision=DECISION, new=NEW.replace(before, after).replace("违反第三条", "违反第二条")
    )

    assert run(["apply", law, decision, "--check", new, "--format", "json"]) == 1
    kinds = [one["kind"] for one in json.loads(capsys.readouterr().out)["findings"]]
    assert kinds[0] == kind


TROUBLE = {
    "a decision for another law": (LAW, DECISION.replace("集市管理条例", "渡口管理办法"), "not 《云岭县集市管理条例》"),
    "a decision that was applied before": (NEW, DECISION, "applied already"),
    "a later amendment": (LAW.replace("第一条", "（根据2025年1月9日《云岭县人民代表大会常务委员会关于修改部分法规的决定》修正）\n\n第一条", 1), DECISION, "2025-01-09"),
    "a law without numbers": ("# 云岭县集市管理条例\n\n集市归商务部门管理。\n", DECISION, "no numbered articles"),
    "damaged quotes": (LAW, DECISION.replace("主管。”", "主管。"), "not closed"),
    "a target that is missing": (LAW, DECISION.replace("将第二条改为第三条，", "将第九条"), "no 第九条"),
    "an instruction that is none": (LAW, DECISION.replace("三、条文顺序作相应调整。", "三、第四条酌情斟酌处理。"), "cannot be read"),
    "no instruction at all": (LAW, LAW, "amendment instruction"),
}  # fmt: skip


@pytest.mark.parametrize("kind", TROUBLE)
def test_trouble_is_told_in_a_line_and_nothing_is_written(kind, files, tmp_path, capsys):
    law, decision, line = TROUBLE[kind]
    places = files(law=law, decision=decision)
    out = tmp_path / "out.md"

    assert run(["apply", *places, "-o", str(out)]) == 2
    assert line in capsys.readouterr().err
    assert not out.exists()


def test_partial_applies_what_fits(files, tmp_path):
    law, decision = files(law=LAW, decision=DECISION.replace("三、条文", "三、删去第九条。\n\n四、条文"))
    out = tmp_path / "out.md"

    assert run(["apply", law, decision, "--partial", "-o", str(out)]) == 0
    assert "集市应当设公平秤" in out.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["decision.md", "decision.docx"])
def test_drafted_decision_applies_to_the_old_text(name, files, tmp_path):
    law, new = files(law=LAW, new=NEW)
    decision, out = tmp_path / "drafts" / name, tmp_path / "out.md"

    assert run(["draft", law, new, "-o", str(decision), "--table", str(tmp_path / "table.docx")]) == 0
    assert run(["apply", law, str(decision), "-o", str(out)]) == 0
    assert out.read_text(encoding="utf-8").endswith(NEW.partition("\n\n")[2])
    assert (tmp_path / "table.docx").stat().st_size


def test_recorded_decision_makes_the_new_revision_of_its_law(files, tmp_path, capsys):
    law, decision = files(law=LAW, decision=DECISION)
    archive = str(tmp_path / "archive")

    assert run(["record", law, "--policy", "yunling/markets", "-a", archive]) == 0
    assert run(["record", decision, "-a", archive]) == 0
    assert run(["show", "yunling/markets@latest", "-a", archive]) == 0
    out = capsys.readouterr().out
    assert "yunling/markets@2024-03-06" in out
    assert "第三条 集市由市场监督管理部门主管。" in out
    assert run(["renormalize", "-a", archive]) == 0
    assert run(["show", "yunling/markets@latest", "-a", archive]) == 0
    assert "第三条 集市由市场监督管理部门主管。" in capsys.readouterr().out


def test_decision_that_does_not_fit_is_not_recorded(files, tmp_path, capsys):
    law, decision = files(law=LAW, decision=DECISION.replace("将第二条改为", "将第九条改为"))
    archive = str(tmp_path / "archive")
    run(["record", law, "--policy", "yunling/markets", "-a", archive])

    assert run(["record", decision, "-a", archive]) == 2
    assert "no 第九条" in capsys.readouterr().err
