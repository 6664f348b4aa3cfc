"""What the bundle is made from, and the entry in a desktop's menu: complete, and in the form asked for.

The bundle itself is tested by ``bundle/test_bundle.py`` once it has been made.
"""

from __future__ import annotations

import configparser
import re
import shutil
import struct
import subprocess
import sys
import tomllib
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage, QImageReader
from pytestqt.qtbot import QtBot

from bundle import build, contents, icons, version_info
from nnviz import menu_entry
from nnviz.cli import main
from nnviz.nn import registry
from nnviz.ui.application import ICON_SIZES
from nnviz.ui.documents.endings import ENDING
from nnviz.ui.theme import DARK

ROOT = Path(__file__).resolve().parent.parent
LINUX, ICONS = ROOT / "resources" / "linux", ROOT / "resources" / "icons"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
SHARED = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["shared-data"]
SPEC = (ROOT / "bundle" / "nnviz.spec").read_text(encoding="utf-8")


def desktop_entry() -> configparser.SectionProxy:
    parser = configparser.ConfigParser(interpolation=None, delimiters=("=",))
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read(LINUX / "nnviz.desktop", encoding="utf-8")
    return parser["Desktop Entry"]


# -- the entry in the menu --------------------------------------------------------------------------


def test_the_entry_starts_the_installed_command_with_a_document() -> None:
    entry = desktop_entry()
    assert entry["Exec"] == "nnviz %f"
    assert PROJECT["project"]["gui-scripts"]["nnviz"] == "nnviz.__main__:main"
    assert entry["Terminal"] == "false"
    assert entry["Icon"] == "nnviz"
    assert entry["StartupWMClass"] == "nnviz"
    assert {"Comment", "Comment[zh_CN]", "GenericName[zh_CN]"} <= set(entry)


def test_the_type_of_a_document_is_the_one_that_the_entry_opens() -> None:
    space = "{http://www.freedesktop.org/standards/shared-mime-info}"
    (kind,) = ET.parse(LINUX / "nnviz.xml").getroot()
    assert kind.get("type") == "application/x-nnviz"
    assert desktop_entry()["MimeType"] == f"{kind.get('type')};"
    (pattern,) = kind.findall(f"{space}glob")
    assert pattern.get("pattern") == f"*{ENDING}"


@pytest.mark.skipif(not shutil.which("desktop-file-validate"), reason="desktop-file-utils has it")
def test_the_entry_is_valid() -> None:
    command = ["desktop-file-validate", str(LINUX / "nnviz.desktop")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


@pytest.mark.skipif(not shutil.which("update-mime-database"), reason="shared-mime-info has it")
def test_the_type_is_taken_by_the_database(tmp_path: Path) -> None:
    (tmp_path / "packages").mkdir()
    shutil.copy(LINUX / "nnviz.xml", tmp_path / "packages")
    subprocess.run(["update-mime-database", str(tmp_path)], check=True, capture_output=True)
    assert (tmp_path / "globs").read_text().splitlines()[-1] == f"application/x-nnviz:*{ENDING}"


def test_an_installed_wheel_has_the_entry_where_desktops_look() -> None:
    assert all((ROOT / source).is_file() for source in SHARED)
    assert {"share/applications/nnviz.desktop", "share/mime/packages/nnviz.xml"} <= {*SHARED.values()}
    hicolor = "share/icons/hicolor"
    assert f"{hicolor}/scalable/mimetypes/application-x-nnviz.svg" in SHARED.values()
    found = {target for target in SHARED.values() if target.endswith("apps/nnviz.png")}
    assert found == {f"{hicolor}/{size}x{size}/apps/nnviz.png" for size in ICON_SIZES}


@pytest.mark.skipif(sys.platform != "linux", reason="menus of this kind are those of Linux")
def test_the_entry_of_a_user_leads_to_this_very_program_and_is_removed_without_a_trace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", '/home/a "b"/100% $new\\/nnviz')
    assert main(["--add-to-menu"]) == 0
    entry = (tmp_path / "applications" / "nnviz.desktop").read_text(encoding="utf-8")
    assert 'Exec="/home/a \\\\"b\\\\"/100%% \\\\$new\\\\\\\\/nnviz" %f\n' in entry
    assert len(capsys.readouterr().out.splitlines()) == len(SHARED)
    assert {f"share/{place}" for place in menu_entry.files()} == {*SHARED.values()}
    assert all((tmp_path / place).is_file() for place in menu_entry.files())
    if shutil.which("desktop-file-validate"):
        file = str(tmp_path / "applications" / "nnviz.desktop")
        assert subprocess.run(["desktop-file-validate", file], check=False).returncode == 0
    assert main(["--remove-from-menu"]) == 0
    assert not any((tmp_path / place).exists() for place in menu_entry.files())


@pytest.mark.skipif(sys.platform != "linux", reason="menus of this kind are those of Linux")
def test_a_folder_that_cannot_be_written_to_is_said_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "share").write_text("in the way")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    assert main(["--add-to-menu"]) == 2
    assert "Not a directory" in capsys.readouterr().err


def test_out_of_a_tree_the_entry_starts_the_command_or_the_module(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    assert menu_entry.command() == [str(tmp_path / "python"), "-m", "nnviz"]
    (tmp_path / "nnviz").write_text("")
    assert menu_entry.command() == [str(tmp_path / "nnviz")]


# -- the icon ---------------------------------------------------------------------------------------


def test_every_picture_of_the_icon_is_its_drawing() -> None:
    assert icons.SIZES == ICON_SIZES
    for size in ICON_SIZES:
        kept = QImage(str(ICONS / f"nnviz-{size}.png"))
        made = QImage.fromData(icons.png(ICONS / "nnviz.svg", size))
        assert (kept.width(), kept.height()) == (size, size)
        assert kept == made.convertToFormat(kept.format())


def test_the_smallest_icon_still_shows_forward_and_backward() -> None:
    picture = QImage(str(ICONS / "nnviz-16.png"))
    points = [QColor(picture.pixel(x, y)) for x in range(16) for y in range(16)]
    for colour in (DARK.forward, DARK.backward):
        hue = QColor(colour).hue()
        assert sum(abs(point.hue() - hue) < 15 and point.value() > 120 for point in points) >= 12, colour
    assert QImage(str(ICONS / "nnviz-16.png")).pixelColor(0, 0).alpha() == 0


def test_the_icons_of_windows_and_macos_are_read_again(tmp_path: Path, qtbot: QtBot) -> None:
    icons.write_icons(tmp_path)
    reader = QImageReader(str(tmp_path / "nnviz.ico"))
    assert reader.imageCount() == len(ICON_SIZES)
    image = reader.read()
    assert not image.isNull()
    apple = (tmp_path / "nnviz.icns").read_bytes()
    assert apple[:4] == b"icns"
    assert struct.unpack(">I", apple[4:8]) == (len(apple),)
    assert not QImageReader(str(tmp_path / "nnviz.icns")).read().isNull()


@pytest.mark.qt_log_ignore("Cannot read file", extend=True)
def test_a_drawing_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "bad.svg").write_text("no drawing")
    with pytest.raises(ValueError, match=r"bad\.svg is not an SVG drawing"):
        icons.png(tmp_path / "bad.svg", 16)


# -- what is put in and what is left out ------------------------------------------------------------


def test_the_spec_takes_in_every_module_and_all_resources() -> None:
    assert 'collect_submodules("nnviz")' in SPEC
    assert '(str(ROOT / "resources"), "nnviz/resources")' in SPEC
    for package in ("ziamath", "ziafont", "latex2mathml"):
        assert f'collect_data_files("{package}")' in SPEC
    compile(SPEC, "nnviz.spec", "exec")


def test_nothing_of_nnviz_is_left_out() -> None:
    resources = [file for file in (ROOT / "resources").rglob("*") if file.is_file()]
    places = [f"nnviz/resources/{file.relative_to(ROOT / 'resources').as_posix()}" for file in resources]
    assert len(places) > 100
    assert [place for place in places if not contents.is_wanted(place)] == []


def test_no_module_that_nnviz_imports_is_left_out() -> None:
    """Where it imports more of scipy one day, the list must follow."""
    pattern = re.compile(r"^\s*(?:from|import) ([\w.]+)", flags=re.MULTILINE)
    files = [*(ROOT / "nnviz").rglob("*.py")]
    imported = {name for file in files for name in pattern.findall(file.read_text(encoding="utf-8"))}
    optional = {"onnx", "torch", "tkinter"}  # those for what the bundle says it cannot do, or does without
    missing = [
        name
        for name in imported
        for left in {*contents.EXCLUDED} - optional
        if name == left or name.startswith(f"{left}.")
    ]
    assert missing == []
    assert "scipy.special" in imported
    assert {"Dense", "Conv2D"} <= {*registry.layers()}


QT = "PySide6/Qt/"


@pytest.mark.parametrize(
    "path",
    [
        *(f"{QT}plugins/platforms/lib{name}.so" for name in ("qxcb", "qwayland", "qoffscreen")),
        *("PySide6/plugins/platforms/qwindows.dll", f"{QT}plugins/platforms/libqcocoa.dylib"),
        *(f"{QT}plugins/imageformats/libqsvg.so", f"{QT}plugins/iconengines/libqsvgicon.so"),
        *(
            f"{QT}plugins/imageformats/libqjpeg.so",
            f"{QT}plugins/xcbglintegrations/libqxcb-egl-integration.so",
        ),
        *(f"{QT}plugins/wayland-shell-integration/libxdg-shell.so", f"{QT}translations/qtbase_zh_CN.qm"),
        *(
            "PySide6\\Qt6Core.dll",
            f"{QT}lib/libQt6Network.so.6",
            "PySide6/plugins/styles/qmodernwindowsstyle.dll",
        ),
        *("ziafont/fonts/DejaVuSans.ttf", "latex2mathml/unimathsymbols.txt", "numpy.libs/libopenblas.so"),
    ],
)
def test_what_the_program_runs_on_is_in(path: str) -> None:
    assert contents.is_wanted(path)


@pytest.mark.parametrize(
    "path",
    [
        *(f"{QT}plugins/platforms/libq{name}.so" for name in ("eglfs", "minimal", "vnc", "linuxfb")),
        *(f"{QT}plugins/sqldrivers/libqsqlite.so", f"{QT}plugins/platformthemes/libqgtk3.so"),
        *(f"{QT}lib/libQt6Qml.so.6", "PySide6\\Qt6Quick.dll", "PySide6/opengl32sw.dll"),
        *(f"{QT}translations/qtbase_de.qm", "numpy/_core/tests/test_x.py", "PySide6/QtGui.pyi"),
    ],
)
def test_what_nobody_needs_is_out(path: str) -> None:
    assert not contents.is_wanted(path)


def test_a_library_that_only_something_left_out_needs_is_left_out_too() -> None:
    links = {
        "a.so": ["liba.so"],
        "liba.so": ["libshared.so"],
        "libqgtk3.so": ["libgtk.so", "libshared.so"],
        "libqxcb.so": ["libxcb.so"],
    }
    binaries = [
        ("pkg/a.so", "a.so", "EXTENSION"),
        (f"{QT}plugins/platforms/libqxcb.so", "libqxcb.so", "BINARY"),
        (f"{QT}plugins/platformthemes/libqgtk3.so", "libqgtk3.so", "BINARY"),
        *((f"one/{name}", name, "BINARY") for name in ("liba.so", "libshared.so", "libgtk.so", "libxcb.so")),
        ("two/libshared.so", "libshared.so", "BINARY"),
        ("libgtk.so", "one/libgtk.so", "SYMLINK"),
        ("libxcb.so", "one/libxcb.so", "SYMLINK"),
        ("libpython3.11.so.1.0", "libpython3.11.so.1.0", "BINARY"),
    ]
    kept = {place for place, _, _ in contents.needed(binaries, lambda file: links.get(file, []))}
    gone = {"one/libgtk.so", "libgtk.so", f"{QT}plugins/platformthemes/libqgtk3.so"}
    assert {place for place, _, _ in binaries} - kept == gone


# -- Windows and macOS ------------------------------------------------------------------------------


def test_on_windows_there_is_no_console_and_the_version_is_told() -> None:
    assert "console=not (WINDOWS or MACOS)" in SPEC
    assert version_info.numbers("0.1.0") == (0, 1, 0, 0)
    assert version_info.numbers("1.2.3rc4") == (1, 2, 3, 4)
    assert version_info.texts("0.1.0")["ProductVersion"] == "0.1.0"


def test_on_macos_documents_belong_to_the_app() -> None:
    assert f'"CFBundleTypeExtensions": ["{ENDING.removeprefix(".")}"]' in SPEC
    assert '"UTTypeIdentifier": "io.github.nnviz.document"' in SPEC


# -- the archive ------------------------------------------------------------------------------------


def test_the_archive_holds_the_folder_and_its_checksum_can_be_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "OUT", tmp_path)
    made = tmp_path / "nnviz"
    made.mkdir()
    (made / "nnviz").write_text("program")
    (made / "nnviz").chmod(0o755)
    archive = build.pack(made)
    line = build.write_checksum(archive).read_text(encoding="ascii")
    assert re.fullmatch(r"[0-9a-f]{64}  nnviz-\d[\w.]*-(linux|macos|windows)-\w+\.(zip|tar\.gz)\n", line)
    shutil.rmtree(made)
    shutil.unpack_archive(archive, tmp_path, **({"filter": "data"} if archive.suffix == ".gz" else {}))
    assert (made / "nnviz").read_text() == "program"
    assert build.size(made) == len("program")


def test_the_workflow_builds_on_all_three_systems() -> None:
    flow = (ROOT / ".github" / "workflows" / "bundle.yml").read_text(encoding="utf-8")
    for needed in ("ubuntu-", "windows-", "macos-", "bundle/build.py", "pytest bundle", "upload-artifact"):
        assert needed in flow
