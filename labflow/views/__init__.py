"""The values that a page, a mail or a sheet of paper draws: plain, frozen, in the words of one reader."""
