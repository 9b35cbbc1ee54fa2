"""The hashes of :mod:`report_helpers.hashes`, under the name that the pipeline knows them by."""

from ..hashes import FileHashes, digest_of, files_below, write_text

__all__ = ["FileHashes", "digest_of", "files_below", "write_text"]
