"""Pure calculators: arguments in, result out."""
