"""ZIP archives whose bytes depend on nothing but what is put in."""

from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_EPOCH = (1980, 1, 1, 0, 0, 0)


def put(archive: ZipFile, name: str, content: str | bytes, compression: int = ZIP_DEFLATED) -> None:
    """Add a member that bears the first date a ZIP archive can hold, and plain permissions."""
    entry = ZipInfo(name, _EPOCH)
    entry.compress_type = compression
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, content)
