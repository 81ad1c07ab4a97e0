"""Measuring the embedded model on lyrics nobody trained it on, against plain baselines."""
