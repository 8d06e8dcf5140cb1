#!/usr/bin/env python3
"""Checks and times the CUDA kernels of the active shift on a GPU.

Needs Python 3, PyTorch with CUDA, the NVIDIA driver and one file, libactiveshift.so, which holds the PTX and the plan:

    python3 check_kernels.py --library libactiveshift.so [--ptx FOLDER] [--tsv RESULTS.tsv] [--skip-timing]
    python3 check_kernels.py --library libactiveshift.so --plan-only       # no GPU and no PyTorch: prints the plans and checks the structures
    python3 check_kernels.py --emulated libemulated_kernels.so             # no GPU: the same checks of the kernels run on the CPU, as in the tests

Loads the PTX through libcuda.so.1 in the primary context that PyTorch uses, compares every kernel, storage format, layout and stride with a
PyTorch reference (gradients by autograd in float64), then times them at the sizes of AS-ResNet-w68, batch 128, against a copy on the device
and cuDNN's depthwise 3x3 convolution. Prints markdown, writes a TSV; exits with 1 if anything differs.
"""
import argparse
import ctypes
import math
import os
import sys
from ctypes import POINTER, Structure, byref, c_char_p, c_float, c_int32, c_int64, c_size_t, c_uint, c_uint32, c_void_p

ELEMENTS = ["float32", "float16", "bfloat16"]
LAYOUTS = ["nchw", "nhwc"]
SHORT = {"float32": "f32", "float16": "f16", "bfloat16": "bf16"}
FORWARD, INPUT_GRADIENT, SHIFT_GRADIENT = 0, 2, 3
# Versions of a kernel: the one that fits best; the one for any stride and size, with 64-bit offsets.
PLANNED, ANY = -1, 0
PASSES = {FORWARD: "forward", INPUT_GRADIENT: "input_gradient", SHIFT_GRADIENT: "shift_gradient"}
DEVICE = "cuda"
# Unit roundoff of the storage formats.
ROUNDOFF = {"float32": 2.0**-24, "float16": 2.0**-11, "bfloat16": 2.0**-8}


# --- The structures of src/ActiveShift.Native/cuda/shift_launch.h. ---

class Arguments(Structure):
    _fields_ = [(name, c_void_p) for name in (
        "x", "grad_y", "alpha", "beta", "scale", "bias", "y", "grad_x", "partial", "grad_alpha", "grad_beta")]
    _fields_ += [(name, c_int64) for name in ("n", "c", "h", "w", "out_h", "out_w")] + [("stride", c_int32), ("splits", c_int32)]


class Problem(Structure):
    _fields_ = [(name, c_int64) for name in ("n", "c", "h", "w")]
    _fields_ += [(name, c_int32) for name in ("stride", "element", "layout", "architecture", "multiprocessors")]


class Launch(Structure):
    _fields_ = [("kernel", c_char_p), ("grid", c_uint32 * 3), ("block", c_uint32 * 3), ("shared_bytes", c_uint32)]


class Plan(Structure):
    _fields_ = [("count", c_int32), ("launches", Launch * 3), ("workspace_bytes", c_size_t), ("splits", c_int32)]


class Library:
    """libactiveshift.so: the plan and the embedded PTX."""

    def __init__(self, path):
        self.dll = ctypes.CDLL(os.path.abspath(path))
        self.dll.as_cuda_plan.argtypes = [c_int32, c_int32, POINTER(Problem), POINTER(Arguments), POINTER(Plan)]
        self.dll.as_cuda_plan.restype = c_int32
        self.dll.as_cuda_ptx.argtypes = [c_int32, POINTER(c_int32)]
        self.dll.as_cuda_ptx.restype = c_char_p

    def images(self):
        for index in range(self.dll.as_cuda_ptx_count()):
            architecture = c_int32()
            yield self.dll.as_cuda_ptx(index, byref(architecture)), architecture.value

    def plan(self, which, problem, arguments, variant=PLANNED):
        plan = Plan()
        if self.dll.as_cuda_plan(which, variant, byref(problem), byref(arguments), byref(plan)) == 0:
            raise SystemExit(f"no plan for {PASSES[which]}")
        return plan


def make_problem(shape, stride, element, layout, architecture, multiprocessors):
    n, c, h, w = shape
    return Problem(n, c, h, w, stride, ELEMENTS.index(element), LAYOUTS.index(layout), architecture, multiprocessors)


def make_arguments(shape, stride, **pointers):
    n, c, h, w = shape
    return Arguments(n=n, c=c, h=h, w=w, out_h=(h - 1) // stride + 1, out_w=(w - 1) // stride + 1, stride=stride, **pointers)


# --- The driver. ---

class Driver:
    """libcuda.so.1, with every return code checked."""

    def __init__(self):
        self.dll = ctypes.CDLL("libcuda.so.1")
        self.dll.cuModuleLoadData.argtypes = [POINTER(c_void_p), c_char_p]
        self.dll.cuModuleGetFunction.argtypes = [POINTER(c_void_p), c_void_p, c_char_p]
        self.dll.cuLaunchKernel.argtypes = [c_void_p] + [c_uint] * 7 + [c_void_p, POINTER(c_void_p), POINTER(c_void_p)]
        self.dll.cuFuncGetAttribute.argtypes = [POINTER(ctypes.c_int), ctypes.c_int, c_void_p]

    def call(self, name, *arguments):
        code = getattr(self.dll, name)(*arguments)
        if code != 0:
            text = c_char_p()
            self.dll.cuGetErrorString(code, byref(text))
            raise SystemExit(f"{name}: error {code}, {(text.value or b'unknown').decode()}")


class Kernels:
    """The kernels of one PTX image, loaded into the current context, and launched as the plan says on PyTorch's current stream."""

    def __init__(self, library, driver, ptx, architecture, multiprocessors):
        self.library, self.driver = library, driver
        self.architecture, self.multiprocessors = architecture, multiprocessors
        self.module, self.functions = c_void_p(), {}
        driver.call("cuModuleLoadData", byref(self.module), ptx)

    def function(self, name):
        if name not in self.functions:
            function = c_void_p()
            self.driver.call("cuModuleGetFunction", byref(function), self.module, name)
            self.functions[name] = function
        return self.functions[name]

    def prepare(self, which, shape, stride, element, layout, variant=PLANNED, **tensors):
        """What launches the pass, as often as wanted; and its plan."""
        import torch
        pointers = {name: tensor.data_ptr() for name, tensor in tensors.items()}
        problem = make_problem(shape, stride, element, layout, self.architecture, self.multiprocessors)
        arguments = make_arguments(shape, stride, **pointers)
        plan = self.library.plan(which, problem, arguments, variant)
        workspace = torch.empty(max(plan.workspace_bytes // 4, 1), dtype=torch.float32, device=DEVICE)
        arguments.partial, arguments.splits = workspace.data_ptr(), plan.splits
        parameters = (c_void_p * 1)(ctypes.cast(byref(arguments), c_void_p))
        launches = [(self.function(l.kernel), list(l.grid) + list(l.block), l.shared_bytes) for l in plan.launches[:plan.count]]

        def launch(keep=(arguments, workspace, tensors)):
            stream = c_void_p(torch.cuda.current_stream().cuda_stream)
            for function, sizes, shared in launches:
                self.driver.call("cuLaunchKernel", function, *sizes, shared, stream, parameters, None)

        return launch, plan


class EmulatedKernels:
    """The kernels as the tests run them, thread by thread on the CPU: shows that the checks below are right where there is no GPU."""

    def __init__(self, path):
        self.dll = ctypes.CDLL(os.path.abspath(path))
        self.dll.emulate_shift.argtypes = [c_int32, POINTER(Problem), POINTER(Arguments), c_int32, c_int32, c_char_p]

    def prepare(self, which, shape, stride, element, layout, variant=PLANNED, **tensors):
        arguments = make_arguments(shape, stride, **{name: tensor.data_ptr() for name, tensor in tensors.items()})
        problem = make_problem(shape, stride, element, layout, 70, 2)
        plan, name = Plan(), ctypes.create_string_buffer(64)

        def launch():
            # The emulation numbers the pass with BN-ReLU by itself, where it is told the version.
            number = 1 if which == FORWARD and "scale" in tensors else which
            fault = self.dll.emulate_shift(number, byref(problem), byref(arguments), variant, 0, name)
            if fault != 0:
                raise SystemExit(f"{name.value.decode()}: fault {fault}")
            plan.launches[0].kernel = name.value

        return launch, plan


def synchronize():
    import torch
    if DEVICE == "cuda":
        torch.cuda.synchronize()


# --- The reference, differentiable. ---

def reference(x, alpha, beta, stride):
    """bilinear(x, row i*stride + beta, column j*stride + alpha); outside the image 0, and a neighbour of weight 0 takes no part."""
    import torch
    n, c, h, w = x.shape
    rows = torch.arange(0, h, stride, device=x.device)
    columns = torch.arange(0, w, stride, device=x.device)
    floor_a, floor_b = torch.floor(alpha.detach()), torch.floor(beta.detach())
    da, db = alpha - floor_a, beta - floor_b

    def read(row_step, column_step):
        r = rows[None, :] + (floor_b.clamp(-h - w - 9, h + w + 9).long() + row_step)[:, None]
        k = columns[None, :] + (floor_a.clamp(-h - w - 9, h + w + 9).long() + column_step)[:, None]
        inside = ((r >= 0) & (r < h))[:, :, None] & ((k >= 0) & (k < w))[:, None, :]
        index = r.clamp(0, h - 1)[:, :, None] * w + k.clamp(0, w - 1)[:, None, :]
        values = x.reshape(n, c, h * w).gather(2, index.reshape(1, c, -1).expand(n, c, -1)).reshape(n, c, len(rows), len(columns))
        return torch.where(inside[None], values, torch.zeros((), dtype=x.dtype, device=x.device))

    def weight(row, column):
        return (row * column)[None, :, None, None]

    return (read(0, 0) * weight(1 - db, 1 - da) + read(0, 1) * weight(1 - db, da)
            + read(1, 0) * weight(db, 1 - da) + read(1, 1) * weight(db, da))


def shifts(c, h, w, generator):
    """Real, integer, negative, past the edge and huge shifts."""
    import torch
    special = [0.0, 1.0, -1.0, 0.5, -0.5, -2.0, 1e30, -1e30, 0.25, -7.5]
    def one(size):
        values = (torch.rand(c, generator=generator) * 2 - 1) * 2.5
        extra = special + [float(size), float(-size), size - 0.4, 0.4 - size]
        for k in range(0, c, 2):
            values[k] = extra[int(torch.randint(len(extra), (), generator=generator))]
        return values.to(DEVICE)
    return one(w), one(h)


def laid_out(values, layout, offset):
    """A copy in the layout whose address is `offset` elements past an aligned one, seen as [n,c,h,w]."""
    import torch
    order = (0, 1, 2, 3) if layout == "nchw" else (0, 2, 3, 1)
    back = (0, 1, 2, 3) if layout == "nchw" else (0, 3, 1, 2)
    permuted = values.permute(order)
    memory = torch.empty(values.numel() + offset, dtype=values.dtype, device=DEVICE)
    view = memory[offset:].view(permuted.shape)
    view.copy_(permuted)
    return view.permute(back)


def compare(what, expected, actual, bound, failures):
    difference = (actual.double() - expected).abs()
    wrong = ~((difference <= bound) | (expected.isnan() & actual.isnan()))
    if bool(wrong.any()):
        index = int(wrong.flatten().nonzero()[0])
        failures.append(f"{what}: element {index} is {actual.flatten()[index].item()}, expected {expected.flatten()[index].item()}")
    return float((difference / bound.clamp_min(1e-30)).nan_to_num(0).max()) if difference.numel() else 0.0


def check(kernels, failures):
    """Every kernel against the reference; returns rows (kernel, cases, largest error as a share of the allowed one)."""
    import torch
    generator = torch.Generator().manual_seed(1)
    shapes = [(2, 5, 1, 1), (3, 6, 7, 7), (2, 8, 14, 14), (1, 3, 5, 33), (2, 68, 28, 28), (4, 544, 7, 7), (2, 3, 130, 65), (2, 300, 4, 6), (1, 2, 700, 600)]
    seen = {}
    for element in ELEMENTS:
        dtype = getattr(torch, element)
        for layout in LAYOUTS:
            for shape in shapes:
                for stride in (1, 2, 3):
                    for offset, variant in ((0, PLANNED), (1, PLANNED), (1, ANY)):
                        n, c, h, w = shape
                        out = (n, c, (h - 1) // stride + 1, (w - 1) // stride + 1)
                        alpha, beta = shifts(c, h, w, generator)
                        x = laid_out((torch.rand(shape, generator=generator) * 2 - 1).to(DEVICE).to(dtype), layout, offset)
                        grad_y = laid_out((torch.rand(out, generator=generator) * 2 - 1).to(DEVICE).to(dtype), layout, offset)
                        scale = torch.rand(c, generator=generator).to(DEVICE) * 2 - 1
                        bias = torch.rand(c, generator=generator).to(DEVICE) - 0.5
                        x64 = x.double().requires_grad_()
                        alpha64, beta64 = alpha.double().requires_grad_(), beta.double().requires_grad_()
                        y64 = reference(x64, alpha64, beta64, stride)
                        gx64, ga64, gb64 = torch.autograd.grad(y64, (x64, alpha64, beta64), grad_y.double())
                        with torch.no_grad():
                            activated = (x.double() * scale.double()[None, :, None, None] + bias.double()[None, :, None, None]).clamp_min(0)
                            relu64 = reference(activated, alpha.double(), beta.double(), stride)
                            # The sums' rounding is measured by the magnitude of their terms, of which this is a bound.
                            terms = 4 * grad_y.double().abs().sum((0, 2, 3)) * x.double().abs().max()
                        new = lambda size: laid_out(torch.full(size, float("nan"), dtype=dtype, device=DEVICE), layout, offset)
                        y, y_relu, gx = new(out), new(out), new(shape)
                        ga, gb = torch.full((c,), float("nan"), device=DEVICE), torch.full((c,), float("nan"), device=DEVICE)
                        common = dict(alpha=alpha, beta=beta)
                        runs = [
                            (FORWARD, dict(x=x, y=y), [(y, y64)]),
                            (FORWARD, dict(x=x, y=y_relu, scale=scale, bias=bias), [(y_relu, relu64)]),
                            (INPUT_GRADIENT, dict(grad_y=grad_y, grad_x=gx), [(gx, gx64)]),
                            (SHIFT_GRADIENT, dict(x=x, grad_y=grad_y, grad_alpha=ga, grad_beta=gb), [(ga, ga64), (gb, gb64)]),
                        ]
                        for which, tensors, results in runs:
                            launch, plan = kernels.prepare(which, shape, stride, element, layout, variant, **common, **tensors)
                            launch()
                            synchronize()
                            name = plan.launches[0].kernel.decode()
                            what = f"{name} {list(shape)} stride {stride} offset {offset}"
                            for actual, expected in results:
                                expected = expected.detach()
                                bound = 3e-7 * terms + 1e-6 if which == SHIFT_GRADIENT else 1e-5 + ROUNDOFF[element] * (expected.abs() + 1e-5)
                                share = compare(what, expected, actual, bound, failures)
                                cases, largest = seen.get(name, (0, 0.0))
                                seen[name] = (cases + 1, max(largest, share))
                            if which == SHIFT_GRADIENT:
                                first = torch.stack([ga, gb]).clone()
                                launch()
                                synchronize()
                                if not torch.equal(first, torch.stack([ga, gb])):
                                    failures.append(f"{what}: a second run gave other bits")
    return [(name, *seen[name]) for name in sorted(seen)]


def check_exactness(kernels, failures):
    """Integer shifts copy, NaN and infinity beside them stay out, and a shift that is not finite gives NaN in its channel alone."""
    import torch
    for element in ELEMENTS:
        for layout in LAYOUTS:
            shape = (2, 6, 8, 8)
            x = torch.randn(shape).to(DEVICE).to(getattr(torch, element))
            x[:, :, 3, 3], x[:, :, 5, 1] = float("nan"), float("inf")
            x = laid_out(x, layout, 0)
            alpha = torch.tensor([0.0, 1.0, -1.0, 2.0, float("nan"), 0.5]).to(DEVICE)
            beta = torch.tensor([0.0, -1.0, 0.0, 1.0, 0.0, float("inf")]).to(DEVICE)
            y = laid_out(torch.zeros_like(x), layout, 0)
            launch, plan = kernels.prepare(FORWARD, shape, 1, element, layout, x=x, y=y, alpha=alpha, beta=beta)
            launch()
            synchronize()
            for c in range(6):
                expected = torch.full(shape[2:], float("nan"))
                if c < 4:
                    a, b = int(alpha[c]), int(beta[c])
                    padded = torch.nn.functional.pad(x[:, c].float().cpu(), (4, 4, 4, 4))
                    expected = padded[:, 4 + b:12 + b, 4 + a:12 + a]
                if not torch.equal(y[:, c].float().cpu().nan_to_num(7, 8, 9), expected.expand(2, 8, 8).nan_to_num(7, 8, 9)):
                    failures.append(f"{plan.launches[0].kernel.decode()}: channel {c} is not an exact copy")


# --- Timing. ---

# AS-ResNet-w68 at 224 x 224: channels, size and stride of its shifts.
NETWORK = [(68, 112, 1), (68, 112, 2), (68, 56, 1), (136, 56, 2), (136, 28, 1), (272, 28, 2), (272, 14, 1), (544, 14, 2), (544, 7, 1)]
BATCH = 128


def median_ms(action, flush, rounds=31):
    """Median of separately timed runs. Before each the cache is flushed, which also keeps the device busy while the launches are queued."""
    import torch
    for _ in range(3):
        action()
    events = []
    for _ in range(rounds):
        for _ in range(8):
            flush()
        begin, end = torch.cuda.Event(enable_timing=True), torch.cuda.Event(enable_timing=True)
        begin.record()
        action()
        end.record()
        events.append((begin, end))
    torch.cuda.synchronize()
    times = sorted(begin.elapsed_time(end) for begin, end in events)
    return times[len(times) // 2]


def time_one(kernels, c, size, stride, element, layout):
    import torch
    dtype = getattr(torch, element)
    shape, half = (BATCH, c, size, size), (size - 1) // stride + 1
    channels_last = torch.channels_last if layout == "nhwc" else torch.contiguous_format
    new = lambda *s: torch.randn(*s, device=DEVICE).to(dtype).contiguous(memory_format=channels_last)
    x, grad_y = new(*shape), new(BATCH, c, half, half)
    y, grad_x, copied = torch.empty_like(grad_y), torch.empty_like(x), torch.empty_like(x)
    results = []
    flusher = torch.empty(256 << 20, dtype=torch.uint8, device=DEVICE)
    flush = flusher.zero_
    copy = median_ms(lambda: copied.copy_(x), flush)
    copy_rate = 2 * x.numel() * x.element_size() / copy
    convolution = torch.nn.Conv2d(c, c, 3, stride, 1, groups=c, bias=False, device=DEVICE, dtype=dtype).to(memory_format=channels_last)
    input_ = x.clone().requires_grad_()

    def depthwise():
        convolution.weight.grad = input_.grad = None
        convolution(input_).backward(grad_y)

    torch.backends.cudnn.benchmark = True
    depthwise_ms = median_ms(depthwise, flush)
    for spread in (1.0, 4.0):  # where training begins; and a few pixels each way, as some trained layers have them
        alpha, beta = ((torch.rand(c, device=DEVICE) * 2 - 1) * spread for _ in range(2))
        ga, gb = torch.empty(c, device=DEVICE), torch.empty(c, device=DEVICE)
        common = dict(alpha=alpha, beta=beta)
        forward, plan = kernels.prepare(FORWARD, shape, stride, element, layout, x=x, y=y, **common)
        to_input, _ = kernels.prepare(INPUT_GRADIENT, shape, stride, element, layout, grad_y=grad_y, grad_x=grad_x, **common)
        to_shifts, _ = kernels.prepare(SHIFT_GRADIENT, shape, stride, element, layout, x=x, grad_y=grad_y, grad_alpha=ga, grad_beta=gb, **common)
        relu, _ = kernels.prepare(FORWARD, shape, stride, element, layout, x=x, y=y, scale=ga.fill_(1), bias=gb.fill_(0), **common)
        bytes_ = (x.numel() + y.numel()) * x.element_size()
        times = [median_ms(action, flush) for action in (forward, relu, to_input, to_shifts)]
        shares = [bytes_ / t / copy_rate for t in times]
        speedup = depthwise_ms / (times[0] + times[2] + times[3])
        results.append((c, size, stride, SHORT[element], layout, spread, copy, *times, depthwise_ms, *shares, speedup))
    return results


HEADER = ["channels", "size", "stride", "element", "layout", "shifts within", "copy ms", "forward ms", "forward BN-ReLU ms", "input gradient ms",
          "shift gradient ms", "depthwise fwd+bwd ms", "forward/copy", "BN-ReLU/copy", "input/copy", "shifts/copy", "depthwise/shift"]


def as_text(value):
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def markdown(header, rows):
    lines = ["| " + " | ".join(header) + " |", "|" + "---|" * len(header)]
    return "\n".join(lines + ["| " + " | ".join(as_text(v) for v in row) + " |" for row in rows])


def plan_only(library):
    """The plans of the network's shifts, without a GPU; the structures must be as the library sees them."""
    for ptx, architecture in library.images():
        print(f"PTX for sm_{architecture}: {len(ptx)} bytes")
    rows = []
    for c, size, stride in NETWORK:
        for element in ("float32", "bfloat16"):
            for layout in LAYOUTS:
                for which in PASSES:
                    shape = (BATCH, c, size, size)
                    pointers = dict.fromkeys(("x", "y", "grad_x", "grad_y"), 1 << 20)
                    plan = library.plan(which, make_problem(shape, stride, element, layout, 90, 132), make_arguments(shape, stride, **pointers))
                    first = plan.launches[0]
                    name = first.kernel.decode()
                    expected = f"active_shift_{PASSES[which]}_{SHORT[element]}_{layout}_{'strided' if stride > 1 else name.rsplit('_', 1)[1]}"
                    if name != expected or not 1 <= math.prod(first.block) <= 256 or plan.count != (2 if which == SHIFT_GRADIENT else 1):
                        raise SystemExit(f"the plan's structures are read wrongly: {name}, block {list(first.block)}, {plan.count} launches")
                    if (which == SHIFT_GRADIENT) != (plan.workspace_bytes == plan.splits * c * 8 > 0):
                        raise SystemExit(f"{name}: workspace of {plan.workspace_bytes} bytes for {plan.splits} splits")
                    rows.append((name, "x".join(map(str, first.grid)), "x".join(map(str, first.block)), plan.splits, plan.workspace_bytes))
    print(markdown(["kernel", "grid", "block", "splits", "workspace"], rows))
    return 0


def report_checks(kernels):
    failures = []
    rows = check(kernels, failures)
    check_exactness(kernels, failures)
    print(markdown(["kernel", "results compared", "largest error / allowed"], rows))
    for failure in failures[:40]:
        print("DIFFERS " + failure)
    print(f"\n{len(rows)} kernels, {len(failures)} differences\n")
    return 1 if failures else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--library", help="libactiveshift.so")
    parser.add_argument("--ptx", help="a folder of shift_kernels_sm_NN.ptx to use instead of the PTX in the library")
    parser.add_argument("--architecture", type=int, help="use the PTX for this one (70, 80) instead of the best")
    parser.add_argument("--tsv", help="write the timings here")
    parser.add_argument("--skip-timing", action="store_true")
    parser.add_argument("--plan-only", action="store_true")
    parser.add_argument("--emulated", help="libemulated_kernels.so of the tests: checks its kernels on the CPU")
    options = parser.parse_args()
    if options.emulated:
        global DEVICE
        DEVICE = "cpu"
        return report_checks(EmulatedKernels(options.emulated))
    if not options.library:
        parser.error("--library is needed")
    library = Library(options.library)
    if options.plan_only:
        return plan_only(library)

    import torch
    torch.cuda.init()
    torch.zeros(1, device=DEVICE)  # makes the primary context current
    properties = torch.cuda.get_device_properties(0)
    architecture = 10 * properties.major + properties.minor
    images = list(library.images())
    if options.ptx:
        images = []
        for name in sorted(os.listdir(options.ptx)):
            if name.startswith("shift_kernels_sm_") and name.endswith(".ptx"):
                with open(os.path.join(options.ptx, name), "rb") as file:
                    images.append((file.read(), int(name[len("shift_kernels_sm_"):-len(".ptx")])))
    limit = min(architecture, options.architecture or architecture)
    ptx, chosen = max((image for image in images if image[1] <= limit), key=lambda image: image[1], default=(None, 0))
    if ptx is None:
        raise SystemExit(f"no PTX for compute capability {architecture / 10}")
    print(f"{properties.name}, compute capability {properties.major}.{properties.minor}, {properties.multi_processor_count} multiprocessors, "
          f"PyTorch {torch.__version__}, CUDA {torch.version.cuda}, cuDNN {torch.backends.cudnn.version()}; PTX for sm_{chosen}\n")
    kernels = Kernels(library, Driver(), ptx, architecture, properties.multi_processor_count)

    status = report_checks(kernels)
    if status != 0 or options.skip_timing:
        return status

    timings = []
    for c, size, stride in NETWORK:
        for element in ("float32", "bfloat16"):
            for layout in LAYOUTS:
                timings += time_one(kernels, c, size, stride, element, layout)
    print(markdown(HEADER, timings))
    if options.tsv:
        with open(options.tsv, "w", encoding="utf-8") as file:
            file.write("\n".join("\t".join(as_text(v) for v in row) for row in [HEADER, *timings]) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
