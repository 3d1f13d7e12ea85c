import re
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policydiff.text.segmentation import _WHOLE, reference_cut, segmenter, splittable, words

WHOLE = [
    "2020年3月1日",
    "二〇二一年九月",
    "三十个工作日",
    "1.20张",
    "15个百分点",
    "百分之五十",
    "三分之二",
    "十万元",
    "第十二条第二款第（三）项",
    "第三十条之一",
    "云政发〔2019〕6号",
    "《云岭县医疗保障办法》",
    "省卫生厅",
    "市卫生健康委",
    "县人力资源和社会保障局",
    "国家发展和改革委员会",
    "药品监督管理部门",
    "人民政府",
    "COVID-19",
    "PM2.5",
]


@pytest.mark.parametrize("word", WHOLE)
def test_what_is_struck_out_whole_stays_whole(word):
    assert word in words(f"应当由{word}，办理")


@pytest.mark.parametrize(
    ("text", "word"),
    [("统一个人信息", "个人信息"), ("组成部分之一", "组成部分"), ("每个人口", "每个"), ("完善布局", "布局")],
)
def test_no_number_or_agency_is_cut_out_of_another_word(text, word):
    assert word in words(text)


def test_registered_terms_stay_whole():
    assert "云岭互助医疗包" in words("参加云岭互助医疗包的居民", ["云岭互助医疗包"])


def test_the_longer_of_two_terms_wins():
    assert "互助医疗包" in words("互助医疗包", ["互助", "互助医疗包"])


TEXT = st.text(max_size=60) | st.text(
    alphabet="第一二三十百千万年月日条款项元个的，。（）〔〕《》0123456789市省县卫生健康委局厅部门人民政府和号 \n\x1fa.",
    max_size=60,
)


@given(TEXT, st.lists(st.text(alphabet="市省卫生健康", max_size=4), max_size=2))
def test_words_join_to_the_text(text, terms):
    assert "".join(words(text, terms)) == text


@settings(deadline=None)  # jieba reads its dictionary for a second on its first call
@given(TEXT)
def test_fast_and_reference_engine_cut_alike(text):
    assert segmenter(cut=reference_cut())(text) == words(text)


@given(TEXT, st.lists(st.text(alphabet="市省卫生健康]-^", min_size=1, max_size=4), max_size=2))
def test_what_stays_whole_is_found_by_what_it_begins_with(text, terms):
    whole = re.compile("|".join((*map(re.escape, sorted(terms, key=len, reverse=True)), *_WHOLE)))
    found = iter(words(text, terms))
    for match in whole.finditer(text):
        assert any(match[0] in word for word in found)


@pytest.mark.corpus
def test_fast_and_reference_engine_cut_the_seeds_alike(corpus):
    reference = segmenter(cut=reference_cut())
    for seed in sorted((corpus / "seeds").glob("*.txt"))[:3]:
        text = seed.read_text(encoding="utf-8", errors="replace")
        assert reference(text) == words(text)


@pytest.mark.parametrize(
    ("word", "may"), [("行政处罚", True), ("三十日", False), ("卫生局", False), ("第五条", False), ("abc", False)]
)
def test_only_plain_words_may_be_struck_out_in_part(word, may):
    assert splittable(word) is may


def test_the_dictionary_is_loaded_only_when_words_are_cut():
    code = "import sys, policydiff.diff, policydiff.text.segmentation; policydiff.text.segmentation.segmenter(); sys.exit('rjieba' in sys.modules)"
    subprocess.run([sys.executable, "-P", "-c", code], check=True)
