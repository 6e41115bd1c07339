"""The published list of checks: each has a number that is never given to another."""

from __future__ import annotations

from dataclasses import dataclass

from bcd138.domain.validation.finding import Severity


@dataclass(frozen=True, slots=True)
class RuleInfo:
    """One check: its number, the code of its words, and what an officer needs to know.

    A form's own rule may give another severity.
    """

    number: str
    code: str
    name: str
    severity: Severity
    compares: str
    remedy: str


_BLOCK, _EXPLAIN, _NOTICE = Severity.BLOCK, Severity.EXPLAIN, Severity.NOTICE
_LOOK = "Xem lại số; nếu đúng thì ghi giải trình tại ô."

RULES = (
    RuleInfo(
        "V01",
        "validation.unread",
        "Không đọc được số",
        _BLOCK,
        "Chữ ghi trong ô với cách ghi số",
        "Ghi lại bằng chữ số, “–” nếu không áp dụng, “…” nếu chưa có số liệu.",
    ),
    RuleInfo(
        "V02",
        "validation.negative",
        "Số âm",
        _BLOCK,
        "Số trong ô với 0",
        "Ghi lại số; chỉ mức tăng, giảm mới có thể âm.",
    ),
    RuleInfo(
        "V03",
        "validation.not-whole",
        "Số đếm có phần lẻ",
        _BLOCK,
        "Số trong ô với số nguyên gần nhất",
        "Ghi số nguyên: vụ, người, đơn vị không có phần lẻ.",
    ),
    RuleInfo(
        "V04",
        "validation.too-many-decimals",
        "Quá nhiều chữ số lẻ",
        _BLOCK,
        "Số chữ số lẻ với số chữ số lẻ được ghi",
        "Làm tròn số, hoặc đổi về đúng đơn vị tính của chỉ tiêu.",
    ),
    RuleInfo(
        "V05",
        "validation.too-large",
        "Số lớn quá mức ghi được",
        _BLOCK,
        "Số trong ô với mười sáu chữ số trước dấu phẩy",
        "Xem lại số và đơn vị tính.",
    ),
    RuleInfo(
        "V06",
        "validation.range",
        "Ngoài khoảng của biểu mẫu",
        _EXPLAIN,
        "Số trong ô với khoảng mà biểu mẫu nêu",
        _LOOK,
    ),
    RuleInfo(
        "V07",
        "validation.sum-of-parts",
        "Tổng khác các phần cộng lại",
        _EXPLAIN,
        "Ô tổng với tổng các ô thành phần mà biểu mẫu nêu",
        "Sửa ô tổng hoặc ô thành phần; nếu đúng thì ghi giải trình tại ô tổng.",
    ),
    RuleInfo(
        "V08",
        "validation.at-most",
        "Phần lớn hơn cái chứa nó",
        _EXPLAIN,
        "Tổng các ô bên trái với tổng các ô bên phải của quy tắc",
        _LOOK,
    ),
    RuleInfo(
        "V09",
        "validation.needs",
        "Có cái này phải có cái kia",
        _EXPLAIN,
        "Ô lớn hơn 0 với ô đi kèm bằng 0",
        "Ghi số vào ô đi kèm; nếu đúng là 0 thì ghi giải trình.",
    ),
    RuleInfo(
        "V10",
        "validation.breakdown-short",
        "Phân tổ cộng lại ít hơn tổng số",
        _EXPLAIN,
        "Tổng số với tổng đủ các phân tổ",
        "Bổ sung phân tổ hoặc sửa tổng số; nếu có người, vụ chưa rõ phân tổ thì ghi giải trình.",
    ),
    RuleInfo(
        "V11",
        "validation.breakdown-over",
        "Phân tổ cộng lại nhiều hơn tổng số",
        _BLOCK,
        "Tổng các phân tổ với tổng số",
        "Sửa phân tổ hoặc tổng số: một phần không thể lớn hơn toàn bộ.",
    ),
    RuleInfo(
        "V12",
        "validation.ratio-over-whole",
        "Tỷ lệ trên 100 %",
        _EXPLAIN,
        "Tử số với mẫu số, cùng đơn vị tính",
        "Xem lại hai số đếm; nếu tử số gồm cả việc của kỳ trước thì ghi giải trình.",
    ),
    RuleInfo(
        "V13",
        "validation.ratio-unlike-counts",
        "Tỷ lệ khác số đếm",
        _EXPLAIN,
        "Tỷ lệ ghi sẵn với tỷ lệ tính từ hai số đếm",
        "Bỏ tỷ lệ ghi sẵn (phần mềm tự tính), hoặc sửa số đếm.",
    ),
    RuleInfo(
        "V14",
        "validation.equal-across",
        "Hai biểu mẫu ghi khác nhau",
        _EXPLAIN,
        "Ô này với ô cùng nội dung, cùng kỳ của biểu mẫu khác",
        "Thống nhất số với người lập biểu kia; nếu khác là đúng thì ghi giải trình.",
    ),
    RuleInfo(
        "V15",
        "validation.sum-of-periods",
        "Khác tổng các kỳ bên trong",
        _EXPLAIN,
        "Ô này với tổng các kỳ ngắn hơn nằm trong kỳ",
        "Sửa số, hoặc gửi bản thay thế của kỳ ghi sai; nếu đúng thì ghi giải trình.",
    ),
    RuleInfo(
        "V16",
        "validation.outside-usual",
        "Khác hẳn các kỳ trước",
        _EXPLAIN,
        "Ô này với khoảng suy từ các kỳ trước",
        _LOOK,
    ),
    RuleInfo(
        "V17",
        "validation.unlike-last",
        "Khác hẳn kỳ trước",
        _EXPLAIN,
        "Ô này với khoảng suy từ số của kỳ trước",
        _LOOK,
    ),
    RuleInfo(
        "V18",
        "validation.unlike-same",
        "Khác hẳn cùng kỳ",
        _EXPLAIN,
        "Ô này với khoảng suy từ số của cùng kỳ năm trước",
        _LOOK,
    ),
    RuleInfo(
        "V19",
        "validation.unit-trap",
        "Có thể nhầm đơn vị tính hoặc thừa, thiếu chữ số",
        _EXPLAIN,
        "Ô này với 10, 100, 1.000, 1.000.000 lần số thường thấy, hoặc một phần như thế",
        "Xem lại đơn vị tính và số chữ số; nếu đúng thì ghi giải trình.",
    ),
    RuleInfo(
        "V20",
        "validation.silent-now",
        "Kỳ trước có số, kỳ này bỏ trống",
        _NOTICE,
        "Ô trống với số của kỳ trước",
        "Ghi số (kể cả 0), “–” nếu không áp dụng, “…” nếu chưa có số liệu.",
    ),
    RuleInfo(
        "V21",
        "validation.unlike-children",
        "Khác tổng của cấp dưới",
        _EXPLAIN,
        "Số của đơn vị với tổng các đơn vị cấp dưới đã báo cáo đủ",
        "Đối chiếu với báo cáo của cấp dưới; nếu khác là đúng thì ghi giải trình.",
    ),
    RuleInfo(
        "V22",
        "validation.under-children",
        "Nhỏ hơn tổng của cấp dưới",
        _EXPLAIN,
        "Số của đơn vị với tổng của phần cấp dưới đã báo cáo",
        "Đối chiếu với báo cáo của cấp dưới; nếu đúng thì ghi giải trình.",
    ),
)
BY_NUMBER = {info.number: info for info in RULES}
