"""How well people are told apart: protocol, figures, plots and reports."""
