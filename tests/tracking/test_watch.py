"""Watching a real HTTP server that misbehaves; it lies on loopback, which the sources are allowed to by a setting."""

from __future__ import annotations

import gzip
import http.server
import json
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from support.cli import policydiff_run

from policydiff.archive import Archive
from policydiff.cli import watch as watch_command
from policydiff.errors import UsageError
from policydiff.fetch import Failed, Refused
from policydiff.model import Metadata, PolicyText
from policydiff.plugins import load
from policydiff.tracking.watch import Getter, Limits, Seen, Source, Watch, declared
from policydiff.tracking.watch.page_checks import unlike

ARTICLES = [
    "各乡镇人民政府应当每周巡查一次河道，并做好记录。",
    "发现问题的，应当在三日内上报县水利局。",
    "县水利局应当每年公布一次巡查结果。",
    "对巡查中发现的违法行为，由县水利局依法处理。",
]
NUMBERS = "一二三四五六七八九十"


def _page(articles=ARTICLES, year=2019, extra=""):
    lines = "".join(f"<p>第{number}条 {article}</p>" for number, article in zip(NUMBERS, articles, strict=False))
    title = "云岭县河道巡查办法"
    return (
        f"<!doctype html><html><head><meta charset='utf-8'><title>{title}</title></head><body>"
        f"<h1>{title}</h1><p>云政发〔{year}〕5号</p>{lines}<p>云岭县人民政府</p><p>{year}年3月1日</p>{extra}</body></html>"
    ).encode()


@dataclass
class Site:
    """What the server answers: for each path a list of (status, headers, body), the last one again and again."""

    answers: dict = field(default_factory=dict)
    asked: list = field(default_factory=list)
    url: str = ""

    def put(self, path, *answers):
        self.answers[path] = list(answers)

    def paths(self):
        return [path for path, _ in self.asked if path != "/robots.txt"]


def _handler(site):
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            site.asked.append((self.path, dict(self.headers)))
            queue = site.answers.get(self.path, [(404, {}, b"no such page")])
            answer = queue.pop(0) if len(queue) > 1 else queue[0]
            if callable(answer):
                answer(self)
                return
            status, headers, body = answer
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    return Handler


@pytest.fixture
def site():
    site = Site()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _handler(site))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    site.url = f"http://127.0.0.1:{server.server_port}"
    yield site
    server.shutdown()
    thread.join()
    server.server_close()


HTML = {"Content-Type": "text/html; charset=utf-8"}
LOCAL = Limits(delay=0.0, seconds=2.0, megabytes=1.0, tries=3, private_addresses=True)


class Clock:
    """A clock that only sleeping moves."""

    def __init__(self):
        self.now = 1_000_000.0
        self.slept = []

    def __call__(self):
        return self.now

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def watch(tmp_path, clock):
    getter = Getter(LOCAL, sleep=clock.slept.append)
    return Watch(Archive.init(tmp_path / "store"), load(), getter, {}, clock)


@pytest.fixture
def look(watch, site, clock):
    def look(path="/plan.html", **options):
        source = Source(f"{site.url}{path}", "yunling/rivers", **options)
        (outcome,) = watch.look([source])
        clock.now += source.interval
        return outcome

    return look


def _revisions(watch):
    return [version.name for version in watch.archive.timeline("yunling/rivers")]


def test_a_page_seen_for_the_first_time_is_recorded(site, look, watch):
    site.put("/plan.html", (200, HTML, _page()))

    outcome = look()

    assert (outcome.kind, outcome.revision) == ("new", "yunling/rivers@2019-03-01")
    (revision,) = watch.archive.revisions("yunling/rivers")
    assert revision.source == f"{site.url}/plan.html"
    assert watch.archive.source(revision) == _page()


def test_a_new_text_becomes_the_next_revision(site, look, watch):
    site.put("/plan.html", (200, HTML, _page()), (200, HTML, _page([*ARTICLES, "本办法自公布之日起施行。"], 2021)))
    look()

    assert look().kind == "new"
    assert _revisions(watch) == ["yunling/rivers@2019-03-01", "yunling/rivers@2021-03-01"]


def test_requests_are_conditional_once_the_server_has_named_its_page(site, look):
    validators = {"ETag": '"v1"', "Last-Modified": "Fri, 01 Mar 2019 08:00:00 GMT"}
    site.put("/plan.html", (200, HTML | validators, _page()), (304, {}, b""))
    look()

    assert look().kind == "unchanged"
    headers = site.asked[-1][1]
    assert headers["If-None-Match"] == '"v1"'
    assert headers["If-Modified-Since"] == "Fri, 01 Mar 2019 08:00:00 GMT"


def test_other_bytes_with_the_same_text_are_no_revision(site, look, watch):
    site.put("/plan.html", (200, HTML, _page()), (200, HTML, _page(extra="<!-- visitor 4711 -->")))
    look()

    assert look().kind == "unchanged"
    assert len(_revisions(watch)) == 1


def test_a_source_is_not_asked_before_it_is_due(site, watch, clock):
    site.put("/plan.html", (200, HTML, _page()))
    source = Source(f"{site.url}/plan.html", "yunling/rivers", interval=3600)
    kinds = []
    for minutes in (0, 30, 40):
        clock.now += minutes * 60
        kinds += [outcome.kind for outcome in watch.look([source])]

    assert kinds == ["new", "waiting", "unchanged"]
    assert site.paths() == ["/plan.html"] * 2


WRONG = {
    "vanished": ((404, HTML, b"<p>gone</p>"), "vanished"),
    "gone for good": ((410, HTML, b"<p>gone</p>"), "vanished"),
    "an error page that calls itself OK": (
        (200, HTML, "<html><body><h1>404</h1><p>您访问的页面不存在或已被删除</p></body></html>".encode()),
        "wrong",
    ),
    "a challenge instead of the page": (
        (200, HTML, "<html><body><p>请输入验证码后继续访问</p></body></html>".encode()),
        "wrong",
    ),
    "most of the text is gone": ((200, HTML, _page(ARTICLES[:1])), "wrong"),
    "an empty answer": ((200, HTML, b""), "unreadable"),
    "a picture": ((200, {"Content-Type": "image/png"}, b"\x89PNG\r\n\x1a\n" + bytes(64)), "unreadable"),
    "trouble on the server": ((503, HTML, b"later"), "failed"),
    "not for us": ((403, HTML, b"forbidden"), "failed"),
}


@pytest.mark.parametrize(("answer", "kind"), WRONG.values(), ids=WRONG.keys())
def test_a_page_gone_wrong_is_reported_and_not_recorded(site, look, watch, answer, kind):
    site.put("/plan.html", (200, HTML, _page()), answer)
    look()

    outcome = look()

    assert (outcome.kind, outcome.is_trouble) == (kind, True)
    assert outcome.detail
    assert _revisions(watch) == ["yunling/rivers@2019-03-01"]


def test_a_page_that_came_back_is_seen_again_although_it_was_wrong_in_between(site, look):
    new = _page([*ARTICLES, "新增一条。"], 2021)
    site.put("/plan.html", (200, HTML | {"ETag": '"1"'}, _page()), (404, {}, b""), (200, HTML, new))
    look()
    look()

    assert look().kind == "new"


def test_an_error_page_is_not_the_first_revision_either(site, look, watch):
    site.put("/plan.html", (200, HTML, "<html><body><p>系统维护中，请稍后再试</p></body></html>".encode()))

    assert look().kind == "wrong"
    assert watch.archive.policies() == ()


def test_a_short_rule_about_errors_is_a_document(site, look):
    site.put("/plan.html", (200, HTML, _page(["系统维护由县水利局负责。", "发现错误的，请稍后再试。"])))

    assert look().kind == "new"


def test_passing_trouble_is_tried_again_with_longer_and_longer_pauses(site, tmp_path, clock):
    site.put("/plan.html", (503, {}, b""), (500, {}, b""), (200, HTML, _page()))
    getter = Getter(Limits(delay=1.0, seconds=2.0, private_addresses=True), clock=clock, sleep=clock.sleep)

    assert getter.get(f"{site.url}/plan.html").status == 200
    assert clock.slept == [2.0, 4.0]


def test_a_server_that_says_when_to_come_back_is_heeded(site, clock):
    site.put("/plan.html", (429, {"Retry-After": "30"}, b""), (200, HTML, _page()))
    getter = Getter(Limits(delay=1.0, private_addresses=True), clock=clock, sleep=clock.sleep)
    getter.get(f"{site.url}/plan.html")

    assert clock.slept == [30.0]


def test_a_server_cannot_make_us_wait_for_ever(site, clock):
    site.put("/plan.html", (429, {"Retry-After": "999999"}, b""), (200, HTML, _page()))
    getter = Getter(Limits(delay=1.0, private_addresses=True), clock=clock, sleep=clock.sleep)
    getter.get(f"{site.url}/plan.html")

    assert clock.slept == [60.0]


def test_two_requests_to_one_host_keep_their_distance(site, clock):
    site.put("/a", (200, HTML, b"a"))
    getter = Getter(Limits(delay=5.0, private_addresses=True), clock=clock, sleep=clock.sleep)
    for _ in range(3):
        getter.get(f"{site.url}/a")

    assert clock.slept == [5.0, 5.0]


def test_what_robots_txt_forbids_is_not_asked_for(site, look):
    site.put("/robots.txt", (200, {"Content-Type": "text/plain"}, b"User-agent: *\nDisallow: /plan"))
    site.put("/plan.html", (200, HTML, _page()))

    assert look().kind == "forbidden"
    assert site.paths() == []


def test_the_crawl_delay_of_robots_txt_is_kept(site, watch, clock):
    site.put("/robots.txt", (200, {"Content-Type": "text/plain"}, b"User-agent: policydiff\nCrawl-delay: 7"))
    site.put("/plan.html", (200, HTML, _page()))
    watch.getter.clock = clock
    list(watch.look([Source(f"{site.url}/plan.html", "yunling/rivers")]))

    assert clock.slept == [7.0]


@pytest.mark.parametrize("status", [500, 503])
def test_while_robots_txt_cannot_be_read_nothing_is_asked_for(site, look, status):
    site.put("/robots.txt", (status, {}, b""))

    assert look().kind == "forbidden"
    assert site.paths() == []


def test_redirects_are_followed(site, look):
    site.put("/plan.html", (302, {"Location": "/moved.html"}, b""))
    site.put("/moved.html", (200, HTML, _page()))

    assert look().kind == "new"


def test_a_page_that_redirects_to_itself_is_refused(site, look):
    site.put("/plan.html", (302, {"Location": "/plan.html"}, b""))

    outcome = look()

    assert outcome.kind == "refused"
    assert "redirects" in outcome.detail


PRIVATE = [
    "http://127.0.0.1/x",
    "http://localhost/x",
    "http://10.1.2.3/",
    "http://192.168.0.1/",
    "http://169.254.169.254/latest/meta-data",
    "http://[::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[fe80::1]/",
    "http://0.0.0.0/",
    "http://2130706433/",
]


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses_are_refused_without_the_setting(address):
    with pytest.raises((Refused, Failed)):
        Getter(Limits(delay=0.0, tries=1)).get(address)


def test_a_redirect_into_a_private_network_is_refused_before_anything_is_asked_there(site, monkeypatch):
    """The first host counts as public here: names are resolved by a table, and connections to it go to the server."""
    import socket

    port = int(site.url.rsplit(":", 1)[1])
    real = socket.getaddrinfo

    def resolve(host, *arguments, **options):
        if host == "public.example":
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.215.14", port))]
        return real(host, *arguments, **options)

    site.put("/plan.html", (302, {"Location": "http://192.168.7.7/admin"}, b""))
    connect = socket.create_connection
    asked = []

    def connected(address, *arguments, **options):
        asked.append(address[0])
        return connect(("127.0.0.1", port), *arguments, **options)

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(socket, "create_connection", connected)

    with pytest.raises(Refused, match=r"192\.168\.7\.7"):
        Getter(Limits(delay=0.0, tries=1)).get(f"http://public.example:{port}/plan.html")
    assert asked == ["93.184.215.14"]


def test_the_address_that_was_judged_is_the_one_that_is_connected_to(site, monkeypatch):
    """A name that resolves to a public address first and to a private one later gains nothing: it is resolved once."""
    import socket

    port = int(site.url.rsplit(":", 1)[1])
    answers = iter(["93.184.215.14", "127.0.0.1"])
    asked = []

    def resolve(*_arguments, **_options):
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

    def connected(address, *_arguments, **_options):
        asked.append(address[0])
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(socket, "create_connection", connected)
    with pytest.raises(Failed):
        Getter(Limits(delay=0.0, tries=1)).get(f"http://public.example:{port}/plan.html")

    assert asked == ["93.184.215.14"]


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://example.org/x", "gopher://example.org/", "http://[broken"]
)
def test_a_redirect_to_something_else_than_a_page_is_refused(site, look, target):
    site.put("/plan.html", (302, {"Location": target}, b""))

    assert look().kind in {"refused", "failed"}


def _drip(handler):
    """Send a page byte by byte, without end."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.end_headers()
    with _patience():
        for _ in range(10_000):
            handler.wfile.write(b"x")
            handler.wfile.flush()
            threading.Event().wait(0.05)


@contextmanager
def _patience():
    try:
        yield
    except OSError:
        return


def _flood(handler):
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.end_headers()
    with _patience():
        for _ in range(200):
            handler.wfile.write(b"x" * 65536)


def _bomb(handler):
    body = gzip.compress(bytes(30 << 20))
    handler.send_response(200)
    handler.send_header("Content-Encoding", "gzip")
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    with _patience():
        handler.wfile.write(body)


def _cut(handler):
    handler.send_response(200)
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    handler.wfile.write(_page())


def _silent(handler):
    handler.close_connection = True
    handler.connection.close()


def _slow_head(handler):
    """Send a header line now and then, without end."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    with _patience():
        for number in range(10_000):
            handler.wfile.write(f"X-{number}: y\r\n".encode())
            handler.wfile.flush()
            threading.Event().wait(0.05)


def _empty_blocks(handler):
    """Send blocks of a coded answer that hold nothing, without end."""
    handler.send_response(200)
    handler.send_header("Content-Encoding", "deflate")
    handler.end_headers()
    with _patience():
        handler.wfile.write(b"\x78\x9c")
        for _ in range(10_000):
            handler.wfile.write(b"\x00\x00\x00\xff\xff")
            handler.wfile.flush()
            threading.Event().wait(0.05)


def _coded_twice(handler):
    body = gzip.compress(gzip.compress(bytes(30 << 20)))
    handler.send_response(200)
    handler.send_header("Content-Encoding", "gzip, gzip")
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    with _patience():
        handler.wfile.write(body)


# Seconds that no answer of these needs, not even on a busy machine: what they are refused for is not their slowness.
PATIENT = 60.0

MISBEHAVING = {
    "sends for ever, slowly": (_drip, 0.5, "not complete after"),
    "sends headers for ever": (_slow_head, 0.5, "not complete after"),
    "sends nothing for ever": (_empty_blocks, 0.5, "not complete after"),
    "codes its answer twice": (_coded_twice, PATIENT, ""),
    "sends too much": (_flood, PATIENT, "larger than"),
    "sends too much in little": (_bomb, PATIENT, "larger than"),
    "stops in the middle": (_cut, PATIENT, ""),
    "says nothing": (_silent, PATIENT, ""),
}


@pytest.mark.parametrize("case", MISBEHAVING.values(), ids=MISBEHAVING.keys())
def test_a_server_that_misbehaves_is_a_failure_and_nothing_is_recorded(site, look, watch, case):
    answer, seconds, told = case
    watch.getter.limits = Limits(delay=0.0, seconds=seconds, megabytes=1.0, tries=1, private_addresses=True)
    site.put("/plan.html", answer)

    outcome = look()

    assert outcome.kind == "failed"
    assert told in outcome.detail
    assert watch.archive.policies() == ()


def test_a_server_that_is_not_there_is_a_failure(watch, look, site):
    source = Source("http://127.0.0.1:9/plan.html", "yunling/rivers")

    (outcome,) = watch.look([source])

    assert outcome.kind == "forbidden", "its robots.txt cannot be read"


def test_trouble_with_one_source_leaves_the_others_alone(site, watch):
    site.put("/plan.html", (200, HTML, _page()))
    sources = [Source(f"{site.url}/{name}", f"yunling/{name[:-5]}") for name in ("gone.html", "plan.html")]

    assert [outcome.kind for outcome in watch.look(sources)] == ["vanished", "new"]


def test_only_the_selected_part_of_a_page_is_the_document(site, look, watch):
    page = _page().replace(b"<body>", b"<body><div id='hot'><p>\xe7\x83\xad\xe7\x82\xb9</p></div><main>")
    site.put("/plan.html", (200, HTML, page.replace(b"</body>", b"</main></body>")))

    assert look(select="main").kind == "new"
    assert "热点" not in watch.archive.read(watch.archive.resolve("yunling/rivers"))


def test_a_page_without_the_selected_part_is_reported(site, look):
    site.put("/plan.html", (200, HTML, _page()))

    outcome = look(select="#content")

    assert outcome.kind == "unreadable"
    assert "#content" in outcome.detail


@pytest.fixture
def config(tmp_path, site):
    path = tmp_path / "policydiff.toml"
    path.write_text(
        f'[watch]\ndelay = 0\nprivate_addresses = true\n[[source]]\nurl = "{site.url}/plan.html"\n'
        'policy = "yunling/rivers"\ninterval = "6h"\n',
        encoding="utf-8",
    )
    return path


def test_one_pass_from_the_command_line_records_and_remembers(site, config, tmp_path, capfdbinary):
    site.put("/plan.html", (200, HTML, _page()))
    command = ("watch", "--once", "--config", config, "--archive", tmp_path / "store")

    first = policydiff_run(capfdbinary, *command)
    second = policydiff_run(capfdbinary, *command, "--format", "json")

    assert first.code == 0, first.err
    assert first.out.startswith("new ")
    assert [source["kind"] for source in json.loads(second.out)["sources"]] == ["waiting"]


def test_one_pass_with_trouble_exits_with_2(site, config, tmp_path, capfdbinary):
    result = policydiff_run(capfdbinary, "watch", "--once", "--config", config, "--archive", tmp_path / "store")

    assert result.code == 2
    assert result.out.startswith("vanished")


def test_what_was_remembered_may_be_damaged(site, config, tmp_path, capfdbinary):
    site.put("/plan.html", (200, HTML, _page()))
    command = ("watch", "--once", "--config", config, "--archive", tmp_path / "store")
    policydiff_run(capfdbinary, *command)
    (tmp_path / "store" / ".git" / watch_command.STATE).write_text('{"x": 3}')

    result = policydiff_run(capfdbinary, *command)

    assert result.code == 0
    assert "already there" in result.out


def test_the_loop_sleeps_until_the_next_source_is_due(watch, clock):
    sources = [Source("http://a.example/", "a/b", interval=600), Source("http://b.example/", "a/c", interval=90)]
    for source in sources:
        watch.seen[source.url] = Seen(asked=clock.now)

    watch_command.wait(watch, sources, clock.sleep)

    assert clock.slept == [90.0]


BAD = {
    "no sources": "[watch]\ndelay = 1\n",
    "no policy": '[[source]]\nurl = "https://example.org/"\n',
    "no web address": '[[source]]\nurl = "file:///etc/passwd"\npolicy = "a/b"\n',
    "a broken address": '[[source]]\nurl = "http://[broken"\npolicy = "a/b"\n',
    "a bad interval": '[[source]]\nurl = "https://example.org/"\npolicy = "a/b"\ninterval = "soon"\n',
    "an unknown key": '[[source]]\nurl = "https://example.org/"\npolicy = "a/b"\nintervall = "1d"\n',
    "a bad name": '[[source]]\nurl = "https://example.org/"\npolicy = "a:b"\n',
    "a bad limit": '[watch]\ndelay = "long"\n[[source]]\nurl = "https://example.org/"\npolicy = "a/b"\n',
}


@pytest.mark.parametrize("content", BAD.values(), ids=BAD.keys())
def test_a_bad_list_of_sources_is_told(tmp_path, content):
    path = tmp_path / "policydiff.toml"
    path.write_text(content, encoding="utf-8")

    with pytest.raises(UsageError):
        declared(path)


def test_intervals_are_minutes_hours_or_days(tmp_path):
    path = tmp_path / "policydiff.toml"
    each = '[[source]]\nurl = "https://example.org/"\npolicy = "a/b"\ninterval = "{}"\n'
    path.write_text("".join(each.format(interval) for interval in ("30m", "6h", "2d")), encoding="utf-8")

    assert [source.interval for source in declared(path).sources] == [1800, 21600, 172800]


LOGIN = "<html><head><title>用户登录</title></head><body><h1>统一身份认证平台</h1><p>请使用个人账号登录，登录后可继续浏览。</p></body></html>"
OTHER = "<html><head><title>望川县公厕管理规定</title></head><body><h1>望川县公厕管理规定</h1>{}</body></html>"


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (
            LOGIN.replace(
                "</body>", "<p>使用本平台即表示您已阅读并同意协议的全部内容，请妥善保管账号。</p>" * 4 + "</body>"
            ),
            "title",
        ),
        (
            OTHER.format("".join(f"<p>第{n}条 {text}</p>" for n, text in zip("一二三", ARTICLES, strict=False))),
            "title is",
        ),
    ],
    ids=["login page", "another document at the address"],
)
def test_page_unlike_what_was_recorded_goes_to_quarantine(site, look, watch, page, reason):
    site.put("/plan.html", (200, HTML, _page()))
    assert look().kind == "new"
    site.put("/plan.html", (200, HTML, page.encode()))

    outcome = look()

    assert (outcome.kind, outcome.is_trouble) == ("quarantined", True)
    assert reason in outcome.detail
    assert len(watch.archive.timeline("yunling/rivers")) == 1
    (held,) = watch.quarantine.all()
    watch.quarantine.refuse(held)
    assert look().kind == "unchanged"
    assert list(watch.quarantine.all()) == []


def test_page_in_quarantine_that_is_accepted_is_recorded(site, look, watch):
    site.put("/plan.html", (200, HTML, _page()))
    look()
    page = OTHER.format("".join(f"<p>第{n}条 {text}</p>" for n, text in zip("一二三", ARTICLES, strict=False)))
    site.put("/plan.html", (200, HTML, page.encode()))
    look()

    (held,) = watch.quarantine.all()
    assert watch.accept(held, Source(held.url, held.policy)).kind == "new"
    assert len(watch.archive.timeline("yunling/rivers")) == 2


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("望川县渡船管理办法", "望川县渡船管理办法（2024年修订）"),
        ("望川县渡船管理暂行办法", "望川县渡船管理办法"),
        ("望川县人民政府关于印发《望川县渡船管理办法》的通知", "望川县渡船管理办法"),
        ("Ferry Safety Rules 2021", "Ferry Safety Rules 2024"),
    ],
)
def test_next_revision_of_a_policy_is_not_unlike_it(old, new):
    text = "第一条 渡船应当配备救生衣。\n\n第二条 逾期不改正的，处五百元罚款。\n"
    before, after = (PolicyText(text, Metadata(title=title)) for title in (old, new))
    assert unlike(after, before) == ""
