"""The parts of a workbook, checked before another library reads them: true sizes and whole XML."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO
from xml.parsers import expat

from carspec.store.importing.limits import size_text
from carspec.store.importing.raw_file import PIECE, RawFile, zip_archive

_MOST_PARTS = 5_000
_LOCAL_HEADER = struct.Struct("<4s22xHH")
_ENCODINGS = {None, "UTF-8", "US-ASCII", "ASCII"}


def checked_parts(raw: RawFile, stream: IO[bytes]) -> dict[str, zipfile.ZipInfo]:
    """The parts of a workbook by name. Raises UnreadableTable for a broken archive, a password, a bomb.

    The library that reads the workbook trusts what its parts say, loops on XML that is cut off, and ends the
    whole program where the memory does not suffice.
    """
    limits = raw.limits
    infos = zip_archive(raw.name, stream).infolist()
    if len(infos) > _MOST_PARTS:
        raise raw.refused(f"it has {len(infos):,} parts, as no workbook has")
    if any(info.flag_bits & 1 for info in infos):
        raise raw.refused("it has a password; save it without one")
    size = sum(info.file_size for info in infos)
    if size > max(limits.ratio_from, limits.ratio * raw.packed_bytes) or size > limits.unpacked_bytes:
        raise raw.refused(
            f"its {size_text(raw.packed_bytes)} unpack to {size_text(size)}, as no workbook does; "
            "save the sheet as CSV"
        )
    parts = {info.filename: info for info in infos}
    if len(parts) < len(infos):
        raise raw.refused("a part stands in it twice, as in no workbook")
    return parts


def part_pieces(raw: RawFile, stream: IO[bytes], info: zipfile.ZipInfo) -> Iterator[bytes]:
    """The bytes of a part, which have to be as many as the archive says."""
    stream.seek(info.header_offset)
    header = stream.read(_LOCAL_HEADER.size)
    damaged = raw.refused(f'its part "{info.filename}" is damaged; save the workbook again')
    if len(header) < _LOCAL_HEADER.size or not header.startswith(b"PK\3\4"):
        raise damaged
    _, name, extra = _LOCAL_HEADER.unpack(header)
    stream.seek(name + extra, io.SEEK_CUR)
    left, size = info.compress_size, 0
    if info.compress_type == zipfile.ZIP_STORED:
        while left and (piece := stream.read(min(PIECE, left))):
            left -= len(piece)
            size += len(piece)
            yield piece
        if left or size != info.file_size:
            raise damaged
        return
    if info.compress_type != zipfile.ZIP_DEFLATED:
        raise raw.refused(f'its part "{info.filename}" is packed in an unknown way; save the workbook again')
    inflater = zlib.decompressobj(-15)
    waiting = b""
    while not inflater.eof:
        if not waiting:
            waiting = stream.read(min(PIECE, left))
            left -= len(waiting)
        try:
            piece = inflater.decompress(waiting, PIECE)
        except zlib.error as error:
            raise damaged from error
        size += len(piece)
        if size > info.file_size or (not waiting and not piece):
            raise damaged
        waiting = inflater.unconsumed_tail
        if piece:
            yield piece
    if size != info.file_size:
        raise damaged


def checked_xml(
    raw: RawFile, name: str, pieces: Iterator[bytes], parser: expat.XMLParserType
) -> Iterator[bytes]:
    """The pieces of an XML part, each parsed before it is passed on.

    Raises UnreadableTable for XML that is not well-formed, that is no UTF-8, or that declares a document type
    (entities that multiply are declared there).
    """

    def refuse_document_type(*_: object) -> None:
        raise raw.refused(f'its part "{name}" declares a document type, as no spreadsheet program writes it')

    def check_encoding(version: str, encoding: str | None, standalone: int) -> None:
        if (encoding.upper() if encoding else None) not in _ENCODINGS:
            raise raw.refused(f'its part "{name}" is not UTF-8; save the workbook again')

    parser.StartDoctypeDeclHandler = refuse_document_type
    parser.XmlDeclHandler = check_encoding
    first = True
    try:
        for piece in pieces:
            if first and piece[:2] in {b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<"}:
                check_encoding("", "UTF-16", 0)
            first = False
            parser.Parse(piece, False)
            yield piece
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise raw.refused(
            f'its part "{name}" is damaged at line {error.lineno:,}, column {error.offset + 1:,} '
            f"({expat.ErrorString(error.code)}); save the workbook again"
        ) from error


def read_through(pieces: Iterator[bytes]) -> None:
    """Go through all pieces for the checks they make."""
    for _ in pieces:
        pass
