"""Refuses what a model cannot answer: wrong shapes, NaN, values outside its range; all faults at once."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike, NDArray

from crampcourse.library.models import Range

Array = NDArray[np.float64]


def checked(domain: Mapping[str, Range], **given: ArrayLike) -> tuple[Array, ...]:
    """The arguments as float arrays of one shape; ValueError names each that is not allowed, and its range."""
    faults, arrays = [], []
    for name, value in given.items():
        try:
            array = np.asarray(value, dtype=float)
        except (TypeError, ValueError):
            faults.append(f"{name} is {value!r}; it must be numbers")
            continue
        arrays.append(array)
        allowed = domain.get(name)
        if not np.isfinite(array).all():
            faults.append(f"{name} holds NaN or infinity; every value must be a finite number")
        elif allowed and array.size and (array.min() < allowed.low or array.max() > allowed.high):
            shown = f"{array.min():g}" if array.min() < allowed.low else f"{array.max():g}"
            faults.append(f"{name} is {shown}; allowed: {allowed.low:g} to {allowed.high:g} {allowed.unit}")
    if not faults:
        try:
            return tuple(np.broadcast_arrays(*arrays)) if len(arrays) > 1 else tuple(arrays)
        except ValueError:
            shapes = ", ".join(f"{name} {array.shape}" for name, array in zip(given, arrays, strict=True))
            faults.append(f"shapes do not fit together: {shapes}; give shapes that broadcast")
    raise ValueError("; ".join(faults))


def single_numbers(domain: Mapping[str, Range], **given: float) -> tuple[dict[str, float], list[str]]:
    """Arguments that must each be one number, as plain floats, and what is wrong with them, for the caller to raise.

    With any fault the numbers may be missing.
    """
    faults = [f"{name} has shape {np.shape(value)}; give one number" for name, value in given.items() if np.ndim(value)]
    single = {name: value for name, value in given.items() if not np.ndim(value)}
    if not single:
        return {}, faults
    try:
        arrays = checked(domain, **single)
    except ValueError as fault:
        return {}, [*faults, str(fault)]
    return dict(zip(single, map(float, arrays), strict=True)), faults
