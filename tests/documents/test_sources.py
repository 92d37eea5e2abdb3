"""Where the source documents are not, nobody is told that they were read."""

from pathlib import Path

import pytest

from tests.documents.sources import document_folder


class TestWhereTheDocumentsAreNot:
    def test_these_tests_do_not_apply(self, tmp_path: Path) -> None:
        with pytest.raises(pytest.skip.Exception, match="not applicable"):
            document_folder(tmp_path / "none", {})

    def test_in_ci_that_is_a_failure(self, tmp_path: Path) -> None:
        with pytest.raises(pytest.fail.Exception, match="are not at"):
            document_folder(tmp_path / "none", {"CI": "true"})
