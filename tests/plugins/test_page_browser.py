"""The page in headless Chromium: every control used, and axe asked (extra `browser`; skipped without Chromium)."""

from __future__ import annotations

import policydiff_page
import pytest
from support import reports
from support.browser import opened

from policydiff.model import RenderOptions

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed: pip install '.[browser]'")

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    path = tmp_path_factory.mktemp("page") / "report.html"
    path.write_text(policydiff_page.render(reports.report(), RenderOptions()), encoding="utf-8")
    return path


@pytest.fixture
def page(browser, file):
    yield from opened(browser, file)


@pytest.fixture
def narrow(browser, file):
    yield from opened(browser, file, viewport={"width": 420, "height": 900})


def current(page):
    return page.locator("article.to h3").inner_text()


def shown(page):
    return page.locator("article.changed:visible h3").all_inner_texts()


def test_j_goes_to_the_next_change_and_k_back(page):
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert current(page) == "第七条 → 第二条"
    page.keyboard.press("k")
    assert current(page) == "第一条"


def test_the_buttons_go_from_change_to_change(page):
    page.click(".next")
    page.click(".next")
    page.click(".previous")
    assert (current(page), page.inner_text(".at")) == ("第一条", "1/9")


def test_the_current_change_has_the_focus(page):
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.querySelector('h3').innerText") == "第一条"


def test_the_current_change_stands_below_the_bar(page):
    for _ in range(3):
        page.keyboard.press("j")
    page.wait_for_timeout(100)
    top = page.locator("article.to").bounding_box()["y"]
    assert page.locator(".captions").bounding_box()["y"] + page.locator(".captions").bounding_box()["height"] <= top + 1


def test_keys_can_be_switched_off(page):
    page.keyboard.press("?")
    page.uncheck("dialog [name=keys]")
    page.click("dialog button")
    page.keyboard.press("j")
    assert page.locator("article.to").count() == 0


def test_one_stream_takes_the_place_of_two_columns(page):
    page.check("[name=layout][value=inline]", force=True)
    assert page.locator(".cell.inline:visible").count() > 0
    assert page.locator(".cell.old:visible, .cell.new:visible").count() == 0


def test_everything_opens_what_was_folded(browser, tmp_path):
    file = tmp_path / "same.html"
    text = "第一条 甲乙丙。\n\n第二条 丁。"
    pairs = ((("第一条",), ("第一条",)), (("第二条",), ("第二条",)))
    report = reports.pair(text, text.replace("丁", "戊"), pairs)
    file.write_text(policydiff_page.render(report, RenderOptions()), encoding="utf-8")
    for page in opened(browser, file):
        page.keyboard.press("a")
        assert page.get_by_text("甲乙丙").is_visible()
        page.keyboard.press("a")
        assert not page.get_by_text("甲乙丙").is_visible()


def test_a_kind_can_be_filtered_out(page):
    page.keyboard.press("f")
    for box in page.locator("[name=kind]").all():
        box.set_checked(checked=box.get_attribute("value") == "split")
    assert shown(page) == ["第三条 → 第四条、第五条"]


def test_only_grave_findings_can_be_asked_for(page):
    page.click("#filter summary")
    page.check("[name=severity][value='3']")
    assert shown(page) == ["第七条 → 第二条", "第三条 → 第四条、第五条"]


def test_a_plugin_can_be_filtered_out(page):
    page.click("#filter summary")
    page.check("[name=severity][value='1']")
    page.uncheck("[name=plugin][value=targets]")
    assert shown(page) == ["第三条 → 第四条、第五条", "第五条"]
    assert not page.locator(".findings, .finding").get_by_text("奖励由二百元提高到五百元").first.is_visible()


def test_what_is_filtered_out_leaves_the_strip_and_the_count(page):
    page.click("#filter summary")
    page.check("[name=severity][value='4']")
    assert page.locator(".strip a:not(.off)").count() == 1
    assert page.inner_text(".panel .shown") == "显示 1 / 9 处变化"


def test_reset_shows_all_changes_again(page):
    page.click("#filter summary")
    page.check("[name=severity][value='4']")
    page.click(".panel button[type=reset]")
    page.wait_for_timeout(50)
    assert len(shown(page)) == 9


def test_search_counts_and_goes_to_what_it_found(page):
    page.keyboard.press("/")
    page.keyboard.type("管护站")
    page.keyboard.press("Enter")
    assert page.inner_text(".find output") == "1 / 4"
    page.keyboard.press("Enter")
    assert page.inner_text(".find output") == "2 / 4"


def test_search_finds_words_across_marks(page):
    page.fill(".find input", "政府应当设立")
    page.keyboard.press("Enter")
    assert page.inner_text(".find output") == "1 / 1"


def test_search_says_when_there_is_nothing(page):
    page.fill(".find input", "没有这句话")
    page.wait_for_timeout(200)
    assert page.inner_text(".find output") == "没有找到"


def test_escape_ends_the_search(page):
    page.keyboard.press("/")
    page.keyboard.type("管护")
    page.keyboard.press("Escape")
    assert page.input_value(".find input") == ""


def test_a_link_to_a_clause_opens_the_page_there(browser, file):
    held = browser.new_page(viewport={"width": 1400, "height": 500})
    held.goto(f"{file.as_uri()}#new:第八条")
    assert current(held) == "第八条"
    held.close()


def test_a_clause_gives_its_own_link(page):
    page.click("article.changed h3 a")
    assert page.evaluate("decodeURIComponent(location.hash)") == "#new:第一条"


def test_the_sign_of_a_moved_clause_leads_to_it(page):
    page.click(".departure a")
    page.wait_for_selector("article.to")
    assert current(page) == "第七条 → 第二条"


def test_the_outline_leads_to_a_clause(page):
    page.click(".contents >> text=第六条")
    page.wait_for_selector("article.to")
    assert current(page) == "第四条 → 第六条"


def test_the_strip_leads_to_a_clause(page):
    page.locator(".strip a").last.click()
    page.wait_for_selector("article.to")
    assert current(page) == "第八条 → 第九条"


def test_a_finding_on_top_leads_to_its_clause(page):
    page.click("#summary .findings a")
    page.wait_for_selector("article.to")
    assert current(page) == "第三条 → 第四条、第五条"


def test_evidence_opens_on_demand(page):
    proof = page.locator("article .proof", has_text="对应依据").first
    assert not proof.get_by_text("rare words in common").is_visible()
    proof.locator("summary").click()
    assert proof.get_by_text("rare words in common").is_visible()


def test_dark_and_light_can_be_switched(page):
    before = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.click(".theme")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != before


def test_a_narrow_page_shows_one_stream_and_does_not_scroll_sideways(narrow):
    assert narrow.locator(".cell.inline:visible").count() > 0
    assert narrow.evaluate("document.documentElement.scrollWidth") <= 420


def test_print_leaves_the_controls_out(page):
    page.emulate_media(media="print")
    assert page.locator(".bar:visible, .contents:visible, .strip:visible").count() == 0
    assert page.locator("article.changed:visible").count() == 9


def test_what_is_folded_away_is_printed_too(page):
    ledger = page.locator("details.ledger")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    printed = ledger.evaluate("element => element.open")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert (printed, ledger.evaluate("element => element.open")) == (True, False)


def test_the_page_is_read_without_scripts(browser, file):
    held = browser.new_context(java_script_enabled=False).new_page()
    held.goto(file.as_uri())
    assert held.locator("article.changed:visible").count() == 9
    held.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1400, 420])
@pytest.mark.parametrize("layout", ["split", "inline"])
def test_axe_finds_no_violation(browser, file, scheme, width, layout):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="pip install '.[browser]'")
    for page in opened(browser, file, color_scheme=scheme, viewport={"width": width, "height": 900}):
        page.evaluate(f"document.documentElement.dataset.layout = '{layout}'")
        page.add_style_tag(content="*{content-visibility:visible!important}")
        for proof in page.locator("details").all():
            proof.evaluate("element => { element.open = element.id !== 'filter' }")
        found = axe.Axe().run(page).response["violations"]
        assert [(one["id"], [node["html"][:120] for node in one["nodes"][:3]]) for one in found] == []
