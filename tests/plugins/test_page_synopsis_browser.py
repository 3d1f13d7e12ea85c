"""The page of many documents in headless Chromium: every control used, and axe asked (extra `browser`)."""

from __future__ import annotations

import policydiff_page
import pytest
from support.browser import opened
from support.synopses import MEALS, PARENT, surveyed

from policydiff.model import RenderOptions

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed: pip install '.[browser]'")
pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    path = tmp_path_factory.mktemp("synopsis") / "matrix.html"
    synopsis = surveyed(*MEALS, parent=PARENT)
    path.write_text(policydiff_page.render_synopsis(synopsis, RenderOptions()), encoding="utf-8")
    return path


@pytest.fixture
def page(browser, file):
    yield from opened(browser, file)


def reader(page):
    return page.locator("article.topic:visible h4").all_inner_texts()


def topics(page):
    return page.locator(".grid tbody tr:visible th").all_inner_texts()


def focused(page):
    return page.evaluate("[document.activeElement.parentElement.rowIndex, document.activeElement.cellIndex]")


def cell(page, row, column):
    return page.locator(f".grid tbody tr:nth-child({row}) > :nth-child({column})")


def test_a_click_on_a_cell_opens_its_topic_at_its_region(page):
    cell(page, 4, 3).click()
    assert reader(page) == [topics(page)[3]]
    assert page.locator(".side.here h5").inner_text().startswith("● 澜溪市 2023")


def test_the_reader_is_closed_at_first_and_by_escape_gives_the_focus_back(page):
    assert reader(page) == []
    cell(page, 2, 1).click()
    page.keyboard.press("Escape")
    assert (reader(page), focused(page)) == ([], [2, 0])


def test_arrows_move_in_the_grid_and_enter_opens(page):
    cell(page, 1, 1).focus()
    for key in ("ArrowDown", "ArrowRight", "ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown"):
        page.keyboard.press(key)
    assert focused(page) == [2, 1]
    page.keyboard.press("Enter")
    assert reader(page) == [topics(page)[1]]


def test_home_and_end_go_to_the_ends_of_the_row(page):
    cell(page, 3, 2).focus()
    page.keyboard.press("End")
    assert focused(page) == [3, 4]
    page.keyboard.press("Home")
    assert focused(page) == [3, 0]


def test_one_cell_of_the_grid_is_reached_by_tab(page):
    assert page.locator(".grid [tabindex='0']").count() == 1


def test_j_and_k_go_from_topic_to_topic(page):
    for key in "jjk":
        page.keyboard.press(key)
    assert reader(page) == [topics(page)[0]]


def test_keys_can_be_switched_off(page):
    page.keyboard.press("?")
    page.uncheck("dialog [name=keys]")
    page.click("dialog button")
    page.keyboard.press("j")
    assert reader(page) == []


def test_the_buttons_of_the_reader_step_widen_and_close(page):
    cell(page, 1, 1).click()
    page.click(".reader .next")
    page.click(".reader .widen")
    assert reader(page) == [topics(page)[1]]
    assert page.locator(".desk[data-wide]").count() == 1
    page.click(".reader .close")
    assert reader(page) == []


def test_two_regions_that_share_wording_are_compared_word_by_word(page):
    cell(page, 1, 1).click()
    page.select_option(".pair [name=one]", "1")
    page.select_option(".pair [name=other]", "2")
    assert page.locator(".difference del").count() > 0
    assert page.locator(".difference .two").count() == 0


def test_two_regions_that_were_drafted_apart_are_shown_as_two_texts(page):
    cell(page, 4, 1).click()
    page.select_option(".pair [name=one]", "0")
    page.select_option(".pair [name=other]", "1")
    assert page.locator(".difference .two h5").all_inner_texts()[1] == "澜溪市 2023"
    assert "留样" in "".join(page.locator(".difference .two ins").all_inner_texts())


def test_the_difference_keeps_every_word_of_both(page):
    cell(page, 1, 1).click()
    page.select_option(".pair [name=one]", "1")
    page.select_option(".pair [name=other]", "2")
    found = "() => { const copy = document.querySelector('.difference .said').cloneNode(true); for (const each of copy.querySelectorAll('%s')) each.remove(); return copy.textContent }"
    for member, other in (("1", "ins"), ("2", "del")):
        text = page.locator(f"#t0-{member} .words").all_text_contents()
        assert page.evaluate(found % other) == "".join(text)


def test_a_region_can_be_filtered_out_everywhere(page):
    page.keyboard.press("f")
    page.uncheck("[name=region][value='1']")
    assert page.locator("main [data-m='1']:visible").count() == 0
    page.click(".panel button[type=reset]")
    page.wait_for_timeout(50)
    assert page.locator(".grid [data-m='1']:visible").count() > 0


def test_all_regions_can_be_left_out_and_taken_in_at_once(page):
    page.click("#filter summary")
    page.click(".nobody")
    assert page.locator(".grid td:visible").count() == 0
    page.click(".everyone")
    assert page.locator(".grid td:visible").count() > 0


def test_topics_can_be_filtered_by_who_has_them(page):
    every = len(topics(page))
    page.click("#filter summary")
    page.check("[name=topics][value=shared_by_all]")
    shared = len(topics(page))
    page.check("[name=topics][value=lacked_by_some]")
    assert 0 < shared < every
    assert shared + len(topics(page)) == every
    page.check("[name=topics][value=with_findings]")
    assert all(page.locator(".grid tbody tr:visible").nth(k).locator(".flag").count() for k in range(len(topics(page))))


def test_columns_can_be_ordered_by_likeness(page):
    page.click("#filter summary")
    page.check("[name=order][value=alike]")
    order = page.evaluate("JSON.parse(document.querySelector('#words').textContent).order.map(String)")
    for table in (".grid", ".facts"):
        heads = page.locator(f"{table} thead th[data-m]").evaluate_all("held => held.map((each) => each.dataset.m)")
        assert heads == order


def test_search_finds_topics_by_their_clauses(page):
    page.keyboard.press("/")
    page.keyboard.type("留样")
    page.wait_for_timeout(250)
    assert 0 < len(topics(page)) < page.locator("article.topic").count()
    assert page.inner_text(".find output") == f"{len(topics(page))} 个主题"
    page.keyboard.press("Escape")
    assert len(topics(page)) == page.locator("article.topic").count()


def test_a_value_leads_to_its_clause(page):
    page.locator(".facts tr", has_text="留样时间").locator("a").first.click()
    assert "48小时" in page.locator(".words.aim").inner_text()


def test_a_finding_on_top_leads_to_its_cell(page):
    page.locator("#summary .findings a").first.click()
    assert len(reader(page)) == 1
    assert page.locator(".grid td.current").count() == 1


def test_what_was_inherited_shows_its_difference_on_request(page):
    button = page.locator(".differ:visible").first
    button.click()
    assert page.locator(".heirs .found del, .heirs .found ins").count() > 2
    button.click()
    assert page.locator(".heirs .found").count() == 0


def test_dark_and_light_can_be_switched(page):
    before = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.keyboard.press("t")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != before


def test_print_leaves_the_controls_out_and_brings_the_clauses_on_request(page):
    page.click("#filter summary")
    page.check("[name=print]")
    page.emulate_media(media="print")
    assert page.locator(".bar:visible, .tools:visible").count() == 0
    assert page.locator("article.topic:visible").count() == page.locator("article.topic").count()


def test_a_narrow_page_does_not_scroll_sideways(browser, file):
    for page in opened(browser, file, viewport={"width": 420, "height": 900}):
        assert page.evaluate("document.documentElement.scrollWidth") <= 420


def test_the_page_is_read_without_scripts(browser, file):
    held = browser.new_context(java_script_enabled=False).new_page()
    held.goto(file.as_uri())
    assert held.locator("article.topic:visible").count() == held.locator("article.topic").count() > 0
    held.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1400, 420])
@pytest.mark.parametrize("state", ["closed", "open"])
def test_axe_finds_no_violation(browser, file, scheme, width, state):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="pip install '.[browser]'")
    for page in opened(browser, file, color_scheme=scheme, viewport={"width": width, "height": 900}):
        for fold in page.locator("details:not(#filter)").all():
            fold.evaluate("element => { element.open = true }")
        if state == "open":
            cell(page, 1, 2).click()
            page.select_option(".pair [name=one]", "1")
            page.select_option(".pair [name=other]", "2")
        found = axe.Axe().run(page).response["violations"]
        assert [(one["id"], [node["html"][:120] for node in one["nodes"][:3]]) for one in found] == []
