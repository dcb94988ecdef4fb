"""Check a model's weights against its configuration before any library loads them.

Libraries fill what is missing with random numbers and ignore what is too much; such a model translates into nonsense
without an error. Only the headers of the files are read here: names and shapes, no numbers.
"""

import json
import re
import reprlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pipeline.errors import ModelError
from pipeline.hub import reason

SINGLE = "model.safetensors"
INDEX = "model.safetensors.index.json"
_EMBEDDINGS = (
    "model.shared.weight",
    "model.encoder.embed_tokens.weight",
    "model.decoder.embed_tokens.weight",
    "lm_head.weight",
)
"""Names under which the embeddings may be saved, which all parts of most models share."""
_MOST_POSITIONS = 100_000
"""Far more than any MarianMT model has: a table of so many places is made in memory."""
_NUMBERS = frozenset({"F64", "F32", "F16", "BF16"})
"""How safetensors calls the numbers that these networks compute with."""
_LENGTH = 8
_LONGEST_HEADER = 100_000_000
"""Bytes; the limit of the safetensors library."""
_LAYER = re.compile(r"model\.(encoder|decoder)\.layers\.(\d+)\.(.+)")
_ATTENTION = tuple(f"{name}_proj.{part}" for name in ("k", "q", "v", "out") for part in ("weight", "bias"))
_LAYER_PARTS = {
    "encoder": ("self_attn",),
    "decoder": ("self_attn", "encoder_attn"),
}
"""The attentions of a layer; each has a norm of its own."""
Shapes = Mapping[str, tuple[int, ...]]


def check_weights(name: str, folder: Path, config: Mapping[str, Any]) -> None:
    """Make sure that a folder's weights are whole, and those of the network that its configuration describes.

    Raises:
        ModelError: a file is damaged, a part of the network has no weights, or weights have another shape.
    """
    shapes = read_shapes(name, folder)
    for problem in find_misfits(shapes, config):
        raise ModelError(f"{name}: {problem}; get a whole copy of the model")


def read_shapes(name: str, folder: Path) -> dict[str, tuple[int, ...]]:
    """Give the shape of every tensor of a model's safetensors files, by its name.

    Raises:
        ModelError: a file cannot be read, is cut or is no safetensors file.
    """
    shapes: dict[str, tuple[int, ...]] = {}
    for path in _files(name, folder):
        try:
            shapes |= read_header(path)
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise ModelError(
                f"{name}: {path.name} is damaged ({reason(error)}); get a whole copy of the model"
            ) from error
    return shapes


def read_header(path: Path) -> dict[str, tuple[int, ...]]:
    """Give the shapes of the tensors of a safetensors file, which loads no library.

    Eight bytes tell how long the header is, then it comes in JSON, then come the numbers
    (https://github.com/safetensors/safetensors#format).

    Raises:
        ValueError, KeyError, TypeError, AttributeError: it is no such file, is cut, or holds other numbers.
    """
    with path.open("rb") as file:
        length = int.from_bytes(file.read(_LENGTH), "little")
        if length > _LONGEST_HEADER:
            raise ValueError("it is no safetensors file")
        header = json.loads(file.read(length))
    header.pop("__metadata__", None)
    end = max((tensor["data_offsets"][1] for tensor in header.values()), default=0)
    if path.stat().st_size != _LENGTH + length + end:
        raise ValueError("it is cut, or has more than its header tells")
    if strange := next((one for one, tensor in header.items() if tensor["dtype"] not in _NUMBERS), None):
        raise ValueError(f"{strange} holds no floating-point numbers")
    return {one: tuple(tensor["shape"]) for one, tensor in header.items()}


def check_numbers(name: str, folder: Path) -> None:
    """Make sure that a model's weights are numbers, and not all nothing: it reads them all, so once a model is enough.

    Raises:
        ModelError: a tensor holds something that is no number, or the embeddings are all zero.
    """
    from safetensors import safe_open

    for path in _files(name, folder):
        with safe_open(path, framework="pt") as file:
            for tensor in file.keys():  # noqa: SIM118 -- no mapping
                values = file.get_tensor(tensor)
                is_empty = tensor in _EMBEDDINGS and not values.any()
                if is_empty or not values.isfinite().all():
                    what = "is all zeros" if is_empty else "holds what is no number"
                    raise ModelError(f"{name}: {tensor} of {path.name} {what}; get a whole copy of the model")


def find_misfits(shapes: Shapes, config: Mapping[str, Any]) -> Iterator[str]:
    """Tell what is wrong with the tensors of a MarianMT model whose configuration is this; nothing where all is right.

    >>> config = {"d_model": 16, "vocab_size": 3, "encoder_layers": 1, "decoder_layers": 0}
    >>> next(find_misfits({"model.shared.weight": (3, 16)}, config))
    'the weights lack layer 1 of the encoder (model.encoder.layers.0.fc1.bias and others)'
    """
    try:
        width, size = (_whole(config, option) for option in ("d_model", "vocab_size"))
        for heads in (_whole(config, f"{side}_attention_heads") for side in _LAYER_PARTS):
            if not heads or width % heads:
                yield f"config.json: {heads} attention heads cannot share a width of {width}"
        if (positions := _whole(config, "max_position_embeddings")) > _MOST_POSITIONS:
            yield f"config.json: max_position_embeddings is {reprlib.repr(positions)}, more than {_MOST_POSITIONS}"
        layers = {side: _whole(config, f"{side}_layers") for side in _LAYER_PARTS}
        inner = {side: _whole(config, f"{side}_ffn_dim") for side in _LAYER_PARTS if layers[side]}
    except ValueError as error:
        yield f"config.json: {error}"
        return
    embeddings = next((shapes[name] for name in _EMBEDDINGS if name in shapes), None)
    if embeddings is None:
        yield "the weights lack the embeddings of its pieces (model.shared.weight)"
    elif embeddings != (size, width):
        yield f"the embeddings are {_times(embeddings)}, and config.json says {size} x {width}"
    for side, count in layers.items():
        yield from _layer_misfits(shapes, side, count, (width, inner.get(side, 0)))


def _layer_misfits(shapes: Shapes, side: str, count: int, sizes: tuple[int, int]) -> Iterator[str]:
    """Tell which layers of a side are missing, too many, or of other sizes (width, inner width) than stated."""
    found: dict[int, dict[str, tuple[int, ...]]] = {}
    for name, shape in shapes.items():
        if (match := _LAYER.fullmatch(name)) and match[1] == side:
            found.setdefault(int(match[2]), {})[match[3]] = shape
    if too_many := [number for number in found if number >= count]:
        yield f"the weights have {max(too_many) + 1} layers of the {side}, and config.json says {count}"
    for number in range(min(count, len(found) + 1)):  # the first that is missing is enough, whatever the count
        wanted = _parts_of_layer(side, *sizes)
        has = found.get(number, {})
        where = f"layer {number + 1} of the {side}"
        if missing := sorted(wanted.keys() - has.keys()):
            yield f"the weights lack {where} (model.{side}.layers.{number}.{missing[0]} and others)"
        for part in wanted.keys() & has.keys():
            if has[part] != wanted[part]:
                yield f"{where}: {part} is {_times(has[part])}, and config.json says {_times(wanted[part])}"


def _parts_of_layer(side: str, width: int, inner: int) -> dict[str, tuple[int, ...]]:
    """Give the shape of every tensor of a layer."""
    parts: dict[str, tuple[int, ...]] = {
        "fc1.weight": (inner, width),
        "fc1.bias": (inner,),
        "fc2.weight": (width, inner),
        "fc2.bias": (width,),
    }
    for norm in (*(f"{attention}_layer_norm" for attention in _LAYER_PARTS[side]), "final_layer_norm"):
        parts |= {f"{norm}.weight": (width,), f"{norm}.bias": (width,)}
    for attention in _LAYER_PARTS[side]:
        for part in _ATTENTION:
            parts[f"{attention}.{part}"] = (width, width) if part.endswith("weight") else (width,)
    return parts


def _whole(config: Mapping[str, Any], option: str) -> int:
    """Give a number of the configuration, transformers' own default where it states none.

    Raises:
        ValueError: it is no whole number of something.
    """
    number = config.get(option, _DEFAULTS[option])
    if isinstance(number, bool) or not isinstance(number, int) or number < 0:
        raise ValueError(f"{option} is {number!r:.40}, not a whole number")
    return number


_DEFAULTS = {
    "d_model": 1024,
    "vocab_size": 58101,
    "encoder_layers": 12,
    "decoder_layers": 12,
    "encoder_ffn_dim": 4096,
    "decoder_ffn_dim": 4096,
    "encoder_attention_heads": 16,
    "decoder_attention_heads": 16,
    "max_position_embeddings": 1024,
}
"""What `MarianConfig` takes where config.json says nothing."""


def _files(name: str, folder: Path) -> list[Path]:
    """Give the files with weights: the one, or those that an index names.

    Raises:
        ModelError: the index is damaged, or names a file that is not there or not in the folder.
    """
    if (folder / SINGLE).is_file():
        return [folder / SINGLE]
    try:
        named = json.loads((folder / INDEX).read_text(encoding="utf-8"))["weight_map"].values()
        files = sorted({str(file) for file in named})
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ModelError(f"{name}: {INDEX} cannot be read ({reason(error)})") from error
    for file in files:
        if Path(file).name != file or not (folder / file).is_file():
            raise ModelError(f"{name}: {INDEX} names {file!r:.80}, which is not in its folder; get a whole copy")
    return [folder / file for file in files]


def _times(shape: tuple[int, ...]) -> str:
    """Write a shape as people do."""
    return " x ".join(map(str, shape))
