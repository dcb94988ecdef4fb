"""The network: transformers' own MarianMTModel, and its two losses."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import torch
from torch import Tensor, nn

from training.batches import NO_LINK
from training.encode import END

if TYPE_CHECKING:
    from training.config import Shape


class Tensors(NamedTuple):
    """A batch (see `training.batches.Batch`) on the device."""

    source: Tensor
    target: Tensor
    real: Tensor
    links: Tensor | None


def build(shape: "Shape", pieces: int, attention: str = "eager") -> Any:
    """Make a MarianMTModel of the given size with `pieces` pieces and <pad>; random, or from the folder `shape.start`.

    Matrices start as Xavier's, embeddings with the variance that `scale_embedding` brings to 1. Decoding starts from
    <pad>, which Marian and CTranslate2 take as a zero vector: its row is zero here too.
    """
    import transformers

    library: Any = transformers
    pad = pieces
    config = library.MarianConfig(
        vocab_size=pieces + 1,
        d_model=shape.width,
        encoder_layers=shape.encoder_layers,
        decoder_layers=shape.decoder_layers,
        encoder_ffn_dim=shape.inner,
        decoder_ffn_dim=shape.inner,
        encoder_attention_heads=shape.heads,
        decoder_attention_heads=shape.heads,
        max_position_embeddings=512,
        pad_token_id=pad,
        eos_token_id=END,
        bos_token_id=END,
        decoder_start_token_id=pad,
        forced_eos_token_id=END,
        dropout=shape.dropout,
        attention_dropout=0.0,
        activation_dropout=0.0,
        activation_function="swish",
        static_position_embeddings=True,
        scale_embedding=True,
        tie_word_embeddings=True,
        share_encoder_decoder_embeddings=True,
    )
    model = library.MarianMTModel._from_config(config, attn_implementation=attention)
    for name, parameter in model.named_parameters():
        if ".layers." in name and parameter.dim() == 2:
            nn.init.xavier_uniform_(parameter)
    nn.init.normal_(model.model.shared.weight, 0.0, shape.width**-0.5)
    if shape.start is not None:
        start_from(model, shape.start)
    clear_pad(model)
    return model


def start_from(model: Any, folder: Path) -> None:
    """Take over the weights of a model folder; layers beyond its own repeat its last one, as in stacking."""
    from transformers import MarianMTModel

    known = MarianMTModel.from_pretrained(folder, dtype=torch.float32).state_dict()
    last = {part: _layers(known, part) - 1 for part in ("encoder", "decoder")}
    weights = {}
    for name in model.state_dict():
        part, _, rest = name.removeprefix("model.").partition(".layers.")
        number, _, tail = rest.partition(".")
        held = f"model.{part}.layers.{min(int(number), last[part])}.{tail}" if rest else name
        weights[name] = known[held]
    model.load_state_dict(weights)


def _layers(weights: dict[str, Tensor], part: str) -> int:
    prefix = f"model.{part}.layers."
    return 1 + max(int(name.removeprefix(prefix).split(".")[0]) for name in weights if name.startswith(prefix))


@torch.no_grad()
def clear_pad(model: Any) -> None:
    """Set the row of <pad> to zero."""
    model.model.shared.weight[-1].zero_()


@dataclass(frozen=True, slots=True)
class Losses:
    """Sums over the target pieces of a batch: what is minimised, the cross-entropy in nats, and how many pieces."""

    objective: Tensor
    entropy: Tensor
    pieces: int


def losses(model: Any, batch: Tensors, smoothing: float, guided: float, network: Any = None) -> Losses:
    """Cross-entropy of the target pieces given the source; with links, also the alignment loss, times `guided`.

    The alignment loss is guided alignment (Chen et al. 2016): the cross-entropy between the links and head 0 of the
    last decoder layer's attention to the source, the head that Marian and CTranslate2 give as alignment. `network` is
    the compiled form of `model.model`, if there is one.
    """
    source, target, real, links = batch
    pad = model.config.pad_token_id
    shifted = torch.cat([target.new_full((len(target), 1), pad), target[:, :-1]], 1)
    run = model.model if network is None else network
    output = run(
        input_ids=source, attention_mask=source != pad, decoder_input_ids=shifted, output_attentions=links is not None
    )
    # by their places, which are known: to look for them would make the processor wait for the GPU
    hidden = output.last_hidden_state.flatten(0, 1).index_select(0, real)
    apply: Any = OutputLoss.apply
    objective, entropy = apply(hidden, model.lm_head.weight, target.flatten()[real], smoothing)
    if links is not None:
        objective = objective + guided * alignment_loss(output.cross_attentions[-1][:, 0], links)
    return Losses(objective, entropy, len(real))


def alignment_loss(attention: Tensor, links: Tensor) -> Tensor:
    """Minus the log of the attention that linked target pieces give to their source piece, summed.

    `attention` is [pairs, target, source], `links` [pairs, target].
    """
    linked = links != NO_LINK
    given = attention.gather(2, links.masked_fill(~linked, 0)[..., None]).squeeze(2)
    return -given[linked].float().clamp_min(1e-6).log().sum()


class OutputLoss(torch.autograd.Function):
    """Label-smoothed cross-entropy of `hidden @ weight.T`, summed, with its gradient, in slices of the batch.

    The full matrix of scores, pieces × vocabulary, cost more than half of a step in memory traffic on a processor;
    slices of 512 pieces stay in its cache.
    """

    @staticmethod
    def forward(ctx: Any, hidden: Tensor, weight: Tensor, target: Tensor, smoothing: float) -> tuple[Tensor, Tensor]:
        """Sums of the smoothed loss and of the plain cross-entropy; gradients are made on the way."""
        size = 512 if hidden.device.type == "cpu" else 8192
        row, hidden_gradient, weight_gradient = (
            weight.to(hidden.dtype),
            torch.empty_like(hidden),
            torch.zeros_like(weight),
        )
        total, entropy = hidden.new_zeros(2, dtype=torch.float32)
        for x, y, gradient in zip(*(torch.split(t, size) for t in (hidden, target, hidden_gradient)), strict=True):
            logs = torch.log_softmax((x @ row.t()).float(), 1)
            right = logs.gather(1, y[:, None]).sum()
            entropy -= right
            total -= (1 - smoothing) * right + (smoothing * logs.mean(1).sum() if smoothing else 0.0)
            slope = logs.exp_().sub_(smoothing / logs.size(1))
            slope.scatter_add_(1, y[:, None], slope.new_full((len(y), 1), smoothing - 1))
            slope = slope.to(hidden.dtype)
            torch.mm(slope, row, out=gradient)
            weight_gradient += slope.t() @ x
        ctx.save_for_backward(hidden_gradient, weight_gradient)
        ctx.mark_non_differentiable(entropy)
        return total, entropy

    @staticmethod
    def backward(ctx: Any, *gradients: Tensor) -> tuple[Tensor, Tensor, None, None]:
        """The gradients made in `forward`, scaled."""
        hidden_gradient, weight_gradient = ctx.saved_tensors
        return hidden_gradient * gradients[0], weight_gradient * gradients[0], None, None
