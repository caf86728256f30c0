"""Documents to text: PDF, DOCX, RTF, HTML and plain text, read safely whoever sent them."""
