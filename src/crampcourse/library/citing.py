"""A cited work as a line of text, with how far it was verified."""

from crampcourse.library.types import Reference

MARKS = {
    "verified": "verified",
    "verified-secondary": "read in a secondary source",
    "secondary": "secondary source",
    "partial": "partly seen",
    "not-verified": "not verified",
}


def cite(reference: Reference) -> dict[str, str]:
    """A reference as one line of text, its address where a DOI or PMID is known, and how far it was verified."""
    parts = [
        reference.authors,
        f"({reference.year})" if reference.year else None,
        f"{reference.title}.",
        reference.journal,
        reference.volume_pages,
    ]
    address = (
        f"https://doi.org/{reference.doi}"
        if reference.doi
        else f"https://pubmed.ncbi.nlm.nih.gov/{reference.pmid}/"
        if reference.pmid
        else ""
    )
    return {
        "text": " ".join(part for part in parts if part and part not in ("-", "(none)")),
        "address": address,
        "mark": MARKS[reference.verification],
    }
