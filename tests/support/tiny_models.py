"""Models of a few kilobytes, made on the spot and written as any model is."""

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

_SONGS = (
    "turn the music up we are dancing on tables everybody laughing shining what a wonderful night "
    "i have never felt this good you left and house is silent now cry every holding your old "
    "letters so lonely miss everything gone oh la na love hate lake still evening warm rest"
)
WORDS = _SONGS.split()
SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]


def tokenizer(longest: int = 64) -> Any:
    """A tokenizer of whole words and single letters."""
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors
    from transformers import PreTrainedTokenizerFast

    letters = [chr(x) for x in range(ord("a"), ord("z") + 1)]
    pieces = [*SPECIAL, *sorted({*WORDS, *letters}), *(f"##{x}" for x in letters)]
    inner = Tokenizer(models.WordPiece({w: i for i, w in enumerate(pieces)}, unk_token="[UNK]"))
    inner.normalizer = normalizers.Lowercase()
    inner.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    inner.post_processor = processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
    return PreTrainedTokenizerFast(
        tokenizer_object=inner, model_max_length=longest, pad_token="[PAD]", unk_token="[UNK]",
        cls_token="[CLS]", sep_token="[SEP]",
    )  # fmt: skip


def config(longest: int = 64, **more: Any) -> Any:
    """A BERT of two layers and 16 numbers."""
    from transformers import BertConfig

    return BertConfig(
        vocab_size=len(tokenizer()), hidden_size=16, num_hidden_layers=2, num_attention_heads=2,
        intermediate_size=32, max_position_embeddings=longest, initializer_range=0.5, **more,
    )  # fmt: skip


def classifier(
    folder: Path,
    labels: Sequence[str],
    *,
    says: Sequence[float] | None = None,
    several: bool = False,
    longest: int = 64,
) -> Path:
    """Write a text classifier with random weights.

    Args:
        folder: where to.
        labels: what it can say.
        says: chances it gives to the labels whatever it reads; None leaves that to its weights.
        several: whether several labels may hold at once.
        longest: pieces it reads.
    """
    import torch
    from transformers import BertForSequenceClassification

    torch.manual_seed(1)
    kind = "multi_label_classification" if several else "single_label_classification"
    model = BertForSequenceClassification(
        config(longest, id2label=dict(enumerate(labels)), problem_type=kind)
    )
    if says is not None:
        logits = [math.log(p / (1 - p) if several else p) for p in says]
        with torch.no_grad():
            model.classifier.weight.zero_()
            model.classifier.bias.copy_(torch.tensor(logits))
    model.save_pretrained(folder)
    tokenizer(longest).save_pretrained(folder)
    return folder


def sentences(folder: Path) -> Path:
    """Write a sentence-transformers model with random weights: mean pooling, scaled to length 1."""
    import json

    encoder(folder)
    (folder / "1_Pooling").mkdir()
    (folder / "1_Pooling" / "config.json").write_text(
        json.dumps({"word_embedding_dimension": 16, "pooling_mode_mean_tokens": True})
    )
    kinds = {"": "Transformer", "1_Pooling": "Pooling", "2_Normalize": "Normalize"}
    modules = [
        {"idx": i, "name": str(i), "path": path, "type": f"sentence_transformers.models.{kind}"}
        for i, (path, kind) in enumerate(kinds.items())
    ]
    (folder / "modules.json").write_text(json.dumps(modules))
    return folder


def encoder(folder: Path) -> Path:
    """Write an encoder without a head."""
    import torch
    from transformers import BertModel

    torch.manual_seed(2)
    BertModel(config()).save_pretrained(folder)
    tokenizer().save_pretrained(folder)
    return folder
