"""Invented workbooks of officers: one form told in many habits, with what each cell means.

``SEEN`` are for building and tuning the reader, ``UNSEEN`` only judge it: their habits and
``OTHER_WORDS`` were written before the reader and never looked at while it was tuned.
"""

from __future__ import annotations

import io
import random
from dataclasses import dataclass, field

import xlsxwriter

# How officers call the rows of the commune's forms in their own sheets.
OWN_WORDS = {
    "social_order_crime_cases": "Phạm pháp hình sự xảy ra",
    "murder_cases": "Giết người",
    "robbery_cases": "Cướp TS",
    "snatching_cases": "Cướp giật TS",
    "theft_cases": "Trộm cắp TS",
    "assault_cases": "CYGTT",
    "fraud_cases": "Lừa đảo, lạm dụng tín nhiệm CĐTS",
    "child_rape_cases": "Xâm hại tình dục trẻ em (dưới 16 tuổi)",
    "public_disorder_cases": "Gây rối TTCC",
    "officer_resistance_cases": "Chống người thi hành công vụ",
    "serious_crime_cases": "Án rất nghiêm trọng, đặc biệt nghiêm trọng",
    "social_order_crime_solved_cases": "Số vụ khám phá, làm rõ",
    "carried_over_solved_cases": "Trong đó: án cũ (xảy ra từ kỳ trước)",
    "social_order_clearance_rate": "Tỷ lệ khám phá (%)",
    "social_order_crime_solved_offenders": "Số đối tượng bắt, xử lý",
    "criminal_gangs_dismantled": "Triệt phá băng, ổ nhóm",
    "crime_deaths": "Số người chết do tội phạm gây ra",
    "crime_injuries": "Số người bị thương do tội phạm gây ra",
    "crime_child_victims": "Trẻ em bị xâm hại",
    "crime_property_damage": "Thiệt hại tài sản do tội phạm",
    "property_recovered": "Thu hồi tài sản",
    "economic_cases": "Vi phạm kinh tế",
    "environment_cases": "Vi phạm môi trường",
    "drug_cases": "Tổng số vụ ma túy bắt giữ",
    "drug_offenders": "Tổng số đối tượng ma túy bắt giữ",
    "drug_use_cases": "Số vụ sử dụng trái phép chất ma tuý",
    "drug_use_offenders": "Số người dương tính ma tuý",
    "drug_prosecuted_cases": "Khởi tố vụ án ma túy",
    "drug_prosecuted_suspects": "Bị can khởi tố về ma túy",
    "drug_admin_cases": "XLHC về ma túy (vụ)",
    "heroin_weight": "Heroin",
    "synthetic_drug_weight": "MTTH",
    "cannabis_weight": "Cần sa",
    "drug_addicts_managed": "Người nghiện ma túy có HSQL",
    "drug_users_managed": "Người SDTP chất ma túy đang quản lý",
    "post_rehab_managed": "Quản lý sau cai",
    "rehab_files_made": "Lập hồ sơ đưa đi cai nghiện bắt buộc",
    "gambling_cases": "Đánh bạc",
    "prostitution_cases": "Mại dâm",
    "black_credit_cases": "Tín dụng đen",
    "online_fraud_cases": "Lừa đảo qua mạng",
    "online_fraud_loss": "Số tiền bị lừa đảo trên mạng",
    "crime_reports_received": "Tin báo, tố giác tội phạm tiếp nhận",
    "crime_reports_resolved": "Tin báo đã giải quyết",
    "people_tips_total": "Nguồn tin do nhân dân cung cấp",
    "people_tips_valuable": "Trong đó tin có giá trị",
    "tips_cases_resolved": "Vụ việc làm rõ từ tin nhân dân",
    "people_caught_redhanded": "Nhân dân bắt quả tang (đối tượng)",
    "wanted_persons_captured": "Bắt, vận động truy nã ra đầu thú",
    "traffic_accident_cases": "Tai nạn giao thông",
    "traffic_deaths": "Số người chết do TNGT",
    "traffic_injuries": "Số người bị thương do TNGT",
    "traffic_violations": "Xử lý vi phạm TTATGT",
    "alcohol_violations": "Trong đó: nồng độ cồn",
    "fire_cases": "Cháy, nổ",
    "fire_damage": "Thiệt hại do cháy",
    "weapon_handover_cases": "Số trường hợp giao nộp vũ khí",
    "guns_handed_in": "Súng các loại",
    "military_guns_handed_in": "Súng quân dụng",
    "ammunition_handed_in": "Đạn các loại",
    "explosives_handed_in": "Thuốc nổ",
    "support_tools_handed_in": "CCHT, hung khí tự tạo",
    "fireworks_weight": "Pháo các loại",
    "hotspots_resolved": "Địa bàn phức tạp chuyển hóa",
    "admin_violation_cases": "VPHC đã xử lý",
    "admin_fines": "Số tiền phạt VPHC",
    "disputes_found": "Mâu thuẫn, tranh chấp trong nhân dân",
    "disputes_resolved": "Hòa giải thành",
    "dispute_settlement_rate": "Tỷ lệ hòa giải (%)",
    "domestic_violence_cases": "Bạo lực gia đình",
    "directives_issued": "Văn bản chỉ đạo",
    "committee_meetings": "Họp BCĐ 138",
    "propaganda_sessions": "Buổi tuyên truyền",
    "propaganda_attendees": "Lượt người dự tuyên truyền",
    "news_items_posted": "Tin, bài, ảnh đăng tải",
    "people_forums": "Diễn đàn Công an lắng nghe ý kiến nhân dân",
    "models_total": "Mô hình đang duy trì",
    "self_mgmt_groups": "Tổ tự quản, tổ ANND",
    "security_teams": "Tổ bảo vệ ANTT",
    "mediation_teams": "Tổ hòa giải",
    "security_cameras": "Mắt camera an ninh",
    "offenders_educated": "Đối tượng quản lý, giáo dục tại xã",
    "ex_offenders_total": "Người chấp hành xong án phạt tù",
    "recidivists": "Tái phạm",
}
OTHER_WORDS = {
    "social_order_crime_cases": "Tổng số vụ PPHS",
    "murder_cases": "Án giết người",
    "robbery_cases": "Vụ cướp tài sản",
    "snatching_cases": "Cướp giật",
    "theft_cases": "Trộm cắp",
    "assault_cases": "Gây thương tích",
    "fraud_cases": "Lừa đảo chiếm đoạt tài sản, lạm dụng tín nhiệm",
    "child_rape_cases": "Hiếp dâm, xâm hại trẻ em dưới 16t",
    "public_disorder_cases": "Gây rối trật tự",
    "officer_resistance_cases": "Chống người thi hành CV",
    "serious_crime_cases": "Trọng án (rất nghiêm trọng, ĐBNT)",
    "social_order_crime_solved_cases": "Đã điều tra làm rõ",
    "carried_over_solved_cases": "Làm rõ án kỳ trước chuyển sang",
    "social_order_clearance_rate": "Tỉ lệ điều tra khám phá",
    "social_order_crime_solved_offenders": "Đối tượng đã bắt giữ, xử lý",
    "criminal_gangs_dismantled": "Băng nhóm bị triệt phá",
    "crime_deaths": "Làm chết người (do tội phạm)",
    "crime_injuries": "Bị thương do tội phạm",
    "crime_child_victims": "Số trẻ em là nạn nhân bị xâm hại",
    "crime_property_damage": "Tài sản bị thiệt hại",
    "property_recovered": "Tài sản thu hồi được",
    "economic_cases": "Tội phạm kinh tế",
    "environment_cases": "Tội phạm, vi phạm pháp luật về môi trường",
    "drug_cases": "Phát hiện, bắt giữ ma túy",
    "drug_offenders": "Đối tượng phạm tội ma túy",
    "drug_use_cases": "Phát hiện sử dụng trái phép ma túy",
    "drug_use_offenders": "Người sử dụng trái phép",
    "drug_prosecuted_cases": "Khởi tố án ma túy",
    "drug_prosecuted_suspects": "Số bị can (ma túy)",
    "drug_admin_cases": "Xử phạt hành chính vi phạm ma túy",
    "heroin_weight": "Hêrôin thu giữ (gam)",
    "synthetic_drug_weight": "Ma túy tổng hợp (gam)",
    "cannabis_weight": "Cần sa (gam)",
    "drug_addicts_managed": "Số người nghiện đang lập hồ sơ quản lý",
    "drug_users_managed": "Người sử dụng trái phép chất ma túy trong diện quản lý",
    "post_rehab_managed": "Số người quản lý sau cai nghiện ma túy",
    "rehab_files_made": "Hồ sơ đề nghị cai nghiện bắt buộc",
    "gambling_cases": "Cờ bạc",
    "prostitution_cases": "Tệ nạn mại dâm",
    "black_credit_cases": "Vụ việc liên quan cho vay tín dụng đen",
    "online_fraud_cases": "Lừa đảo trên không gian mạng",
    "online_fraud_loss": "Tiền bị chiếm đoạt qua mạng",
    "crime_reports_received": "Tiếp nhận tố giác, tin báo",
    "crime_reports_resolved": "Giải quyết tố giác, tin báo",
    "people_tips_total": "Tin quần chúng cung cấp",
    "people_tips_valuable": "Số tin có giá trị",
    "tips_cases_resolved": "Vụ việc giải quyết nhờ quần chúng cung cấp tin",
    "people_caught_redhanded": "Người dân bắt quả tang",
    "wanted_persons_captured": "Đối tượng truy nã bị bắt, đầu thú",
    "traffic_accident_cases": "Số vụ TNGT",
    "traffic_deaths": "Chết do tai nạn giao thông",
    "traffic_injuries": "Bị thương do tai nạn giao thông",
    "traffic_violations": "Vi phạm giao thông đã xử lý",
    "alcohol_violations": "Vi phạm nồng độ cồn",
    "fire_cases": "Vụ cháy",
    "fire_damage": "Tài sản thiệt hại do cháy nổ",
    "weapon_handover_cases": "Trường hợp giao nộp VK-VLN-CCHT",
    "guns_handed_in": "Giao nộp súng",
    "military_guns_handed_in": "Trong đó súng quân dụng",
    "ammunition_handed_in": "Giao nộp đạn",
    "explosives_handed_in": "Giao nộp thuốc nổ",
    "support_tools_handed_in": "Công cụ hỗ trợ, vũ khí thô sơ tự chế",
    "fireworks_weight": "Pháo nổ thu giữ",
    "hotspots_resolved": "Điểm phức tạp về ANTT được chuyển hóa",
    "admin_violation_cases": "Xử lý vi phạm hành chính",
    "admin_fines": "Phạt tiền (VPHC)",
    "disputes_found": "Vụ mâu thuẫn phát sinh",
    "disputes_resolved": "Đã giải quyết, hòa giải mâu thuẫn",
    "dispute_settlement_rate": "Tỷ lệ hòa giải thành",
    "domestic_violence_cases": "Vụ bạo lực trong gia đình",
    "directives_issued": "Ban hành văn bản lãnh đạo, chỉ đạo",
    "committee_meetings": "Số cuộc họp Ban chỉ đạo",
    "propaganda_sessions": "Tổ chức tuyên truyền",
    "propaganda_attendees": "Số người tham dự tuyên truyền",
    "news_items_posted": "Đăng tin bài, hình ảnh",
    "people_forums": "Tổ chức diễn đàn lắng nghe ý kiến nhân dân",
    "models_total": "Tổng số mô hình",
    "self_mgmt_groups": "Tổ tự quản về ANTT",
    "security_teams": "Lực lượng bảo vệ ANTT ở cơ sở (tổ)",
    "mediation_teams": "Số tổ hòa giải ở cơ sở",
    "security_cameras": "Camera an ninh",
    "offenders_educated": "Giáo dục tại xã, phường",
    "ex_offenders_total": "Chấp hành xong án phạt tù về địa phương",
    "recidivists": "Số người tái phạm tội",
}
# Rows that many sheets have and no form asks for.
STRANGERS = (
    "Số lượt tuần tra đêm của tổ xung kích",
    "Tặng quà gia đình chính sách",
    "Số ca trực chốt",
    "Xe máy tạm giữ",
    "Chó thả rông bị nhắc nhở",
    "Số hộ ký cam kết không đốt rơm rạ",
    "Tiếp công dân",
    "Cấp căn cước lưu động",
)
OPTION_WORDS = {
    "sex.female": ("Nữ", "Trong đó: nữ", "- Nữ giới"),
    "age.under_18": (
        "Dưới 18 tuổi",
        "Trong đó: Người dưới 18 tuổi",
        "- Chưa thành niên (<18 tuổi)",
    ),
}
_THIS, _LAST, _SAME = "this", "last", "same"


@dataclass(frozen=True)
class Habit:
    """How one officer keeps a sheet. ``columns`` from left to right; ``heads`` their words."""

    name: str
    columns: tuple[str, ...]
    heads: dict[str, str]
    title: int = 3
    first_column: int = 0
    own_words: float = 0.4
    keeps: float = 0.85
    texts: float = 0.3
    with_unit: float = 0.0
    sections: str = "roman"
    numbers: str = "plain"
    options: str = "none"
    merged_head: bool = False
    strangers: int = 3
    subtotals: bool = False
    hidden: bool = False
    sheets: tuple[str, ...] = ("BC",)
    table_on: int = 0
    faults: int = 3
    money_unit: str = "đồng"
    repeats_head: bool = False
    blank_rows: bool = False
    notes: bool = True


@dataclass
class OwnWorkbook:
    """A workbook, and what a reader should make of it: key to (row, column, value or None)."""

    habit: Habit
    content: bytes
    sheet: str
    truth: dict[str, tuple[int, int, str | None]] = field(default_factory=dict)
    strangers: list[int] = field(default_factory=list)


_PLAIN = {"stt": "STT", "label": "Nội dung", "unit": "ĐVT", "this": "Kỳ này", "note": "Ghi chú"}

SEEN = (
    Habit("the form retyped", ("stt", "label", "unit", "this"), _PLAIN, own_words=0.0, texts=0.0),
    Habit("no units, own words", ("stt", "label", "this", "note"), _PLAIN, own_words=0.8),
    Habit(
        "four periods",
        ("stt", "label", "unit", "last", "same", "this", "compare"),
        {
            **_PLAIN,
            "label": "CHỈ TIÊU",
            "last": "Kỳ trước",
            "same": "Cùng kỳ năm trước",
            "compare": "So sánh (+/-)",
        },
        texts=0.6,
        title=6,
        subtotals=True,
    ),
    Habit(
        "merged heads and options beside",
        ("stt", "label", "unit", "this", "opt:sex.female", "opt:age.under_18", "cumulative"),
        {
            **_PLAIN,
            "this": "Tổng số",
            "opt:sex.female": "Nữ",
            "opt:age.under_18": "Dưới 18 tuổi",
            "cumulative": "Lũy kế từ đầu năm",
        },
        merged_head=True,
        options="columns",
        own_words=0.3,
    ),
    Habit(
        "options beneath, numbers with words",
        ("label", "this", "same"),
        {"label": "Tiêu chí", "this": "Số liệu trong kỳ", "same": "Cùng kỳ"},
        options="rows",
        with_unit=0.6,
        texts=0.5,
        sections="plain",
        numbers="none",
        own_words=0.5,
    ),
    Habit(
        "months side by side",
        ("stt", "label", "unit", "month:9", "month:10", "month:11", "cumulative"),
        {
            **_PLAIN,
            "month:9": "Tháng 9",
            "month:10": "Tháng 10",
            "month:11": "Tháng 11",
            "cumulative": "Cộng dồn",
        },
        sheets=("Năm 2026",),
        own_words=0.4,
    ),
    Habit(
        "shifted table, hidden things, five sheets",
        ("stt", "label", "unit", "same", "this", "ratio"),
        {**_PLAIN, "same": "CK 2025", "this": "2026", "ratio": "Tỷ lệ %"},
        first_column=2,
        title=8,
        hidden=True,
        sheets=("Bìa", "DS trực", "T11", "T10", "Ghi chép"),
        table_on=2,
        own_words=0.5,
        blank_rows=True,
    ),
    Habit(
        "money in millions, letters for numbers",
        ("stt", "label", "unit", "this", "note"),
        {**_PLAIN, "label": "Danh mục", "unit": "Đơn vị tính", "this": "Kết quả"},
        money_unit="triệu đồng",
        numbers="letters",
        own_words=0.4,
    ),
    Habit(
        "no heads at all",
        ("stt", "label", "unit", "this"),
        {},
        title=2,
        own_words=0.3,
        texts=0.4,
    ),
    Habit(
        "printed on three pages",
        ("stt", "label", "unit", "last", "this"),
        {**_PLAIN, "last": "Tháng trước", "this": "Tháng này"},
        repeats_head=True,
        subtotals=True,
        own_words=0.4,
    ),
    Habit(
        "value before label",
        ("this", "unit", "label", "stt"),
        {**_PLAIN, "this": "Số lượng", "label": "Nội dung báo cáo"},
        own_words=0.4,
        sections="plain",
    ),
    Habit(
        "short and sloppy",
        ("label", "this"),
        {"label": "ND", "this": "SL"},
        own_words=0.9,
        keeps=0.5,
        texts=0.7,
        with_unit=0.3,
        strangers=6,
        sections="none",
        faults=5,
    ),
)
UNSEEN = (
    Habit(
        "plan and result",
        ("stt", "label", "unit", "plan", "this", "same", "compare"),
        {
            "stt": "TT",
            "label": "Nội dung, chỉ tiêu",
            "unit": "Đơn vị",
            "plan": "Kế hoạch năm",
            "this": "Thực hiện trong kỳ",
            "same": "Cùng kỳ 2025",
            "compare": "Tăng/giảm",
        },
        own_words=0.5,
        texts=0.4,
        title=7,
        subtotals=True,
    ),
    Habit(
        "two heads over each other",
        ("stt", "label", "last", "this", "opt:sex.female", "note"),
        {
            "stt": "Số TT",
            "label": "NỘI DUNG CÔNG TÁC",
            "last": "Kỳ báo cáo trước",
            "this": "Tổng cộng",
            "opt:sex.female": "Trong đó nữ",
            "note": "Ghi chú",
        },
        merged_head=True,
        options="columns",
        own_words=0.6,
    ),
    Habit(
        "months as T9 T10 T11",
        ("label", "unit", "month:9", "month:10", "month:11"),
        {
            "label": "Các mặt công tác",
            "unit": "Đ.vị tính",
            "month:9": "T9/2026",
            "month:10": "T10/2026",
            "month:11": "T11/2026",
        },
        own_words=0.5,
        numbers="none",
        with_unit=0.2,
    ),
    Habit(
        "years side by side",
        ("stt", "label", "unit", "same", "this", "compare"),
        {
            "stt": "Stt",
            "label": "Chỉ tiêu",
            "unit": "ĐV tính",
            "same": "Năm 2025",
            "this": "Năm 2026",
            "compare": "So với cùng kỳ",
        },
        own_words=0.7,
        options="rows",
        hidden=True,
        first_column=1,
        money_unit="nghìn đồng",
    ),
    Habit(
        "a list without order",
        ("label", "this", "note"),
        {"label": "Công việc", "this": "Kết quả thực hiện", "note": "Ghi chú thêm"},
        own_words=0.9,
        sections="none",
        keeps=0.6,
        strangers=6,
        texts=0.6,
        with_unit=0.4,
        faults=5,
    ),
    Habit(
        "no heads, second sheet",
        ("stt", "label", "this"),
        {},
        title=4,
        sheets=("Trang bìa", "Số liệu"),
        table_on=1,
        own_words=0.6,
        blank_rows=True,
    ),
)


def write(habit: Habit, form, *, seed: int, words=None) -> OwnWorkbook:
    """Return a workbook of ``form`` as an officer of this habit fills it in."""
    luck = random.Random(f"{habit.name}{seed}")  # noqa: S311 - the same workbook every time
    return _Writer(habit, form, luck, words or OWN_WORDS).write()


class _Writer:
    def __init__(self, habit, form, luck, words):
        self.habit, self.form, self.luck, self.words = habit, form, luck, words
        self.buffer = io.BytesIO()
        self.book = xlsxwriter.Workbook(self.buffer, {"in_memory": True})
        self.sheets = [self.book.add_worksheet(name) for name in habit.sheets]
        self.out = self.sheets[habit.table_on]
        self.result = OwnWorkbook(habit, b"", habit.sheets[habit.table_on])
        self.line = 0
        self.columns = {
            name: habit.first_column + place for place, name in enumerate(habit.columns)
        }
        self.this = self.columns.get("this", self.columns.get("month:11"))

    def write(self):
        self._other_sheets()
        self._title()
        self._heads()
        strangers = list(STRANGERS)
        self.luck.shuffle(strangers)
        for number, section in enumerate(self.form.sections, 1):
            self._section(number, section)
            if strangers and len(self.result.strangers) < self.habit.strangers:
                self._stranger(strangers.pop(), len(section.rows) + 1)
            if self.habit.repeats_head and number in {4, 9}:
                self._heads()
        self._faults()
        self._foot()
        if self.habit.hidden:
            self.out.set_column(
                self.columns["same"], self.columns["same"], None, None, {"hidden": 1}
            )
            self.out.set_row(self.habit.title + 2, None, None, {"hidden": True})
        for line, column, value in self.cells.values():
            self._put(line, column, value)
        self.book.close()
        self.result.content = self.buffer.getvalue()
        return self.result

    def _other_sheets(self):
        self.cells = {}
        for sheet in self.sheets:
            if sheet is not self.out and self.habit.table_on != self.sheets.index(sheet):
                sheet.write(0, 0, "UBND XÃ NAM HẢI")
                for line in range(2, 6):
                    sheet.write(line, 0, f"Nguyễn Văn {line}")
                    sheet.write(line, 1, f"Ca {line}")

    def _title(self):
        lines = [
            ("BAN CHỈ ĐẠO 138 XÃ NAM HẢI", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
            ("Số: 12/BC-BCĐ", "Độc lập - Tự do - Hạnh phúc"),
            ("", ""),
            ("BÁO CÁO SỐ LIỆU CÔNG TÁC PHÒNG, CHỐNG TỘI PHẠM", ""),
            ("(Từ ngày 15/10/2026 đến ngày 14/11/2026)", ""),
            ("", ""),
            ("Kèm theo Báo cáo số 12 ngày 15/11/2026", ""),
            ("", ""),
        ]
        for left, right in lines[: self.habit.title]:
            self.out.write(self.line, 0, left)
            self.out.write(self.line, 3, right)
            self.line += 1

    def _heads(self):
        habit = self.habit
        if not habit.heads:
            return
        if habit.merged_head:
            spread = [name for name in habit.columns if name == "this" or name.startswith("opt:")]
            first, last = self.columns[spread[0]], self.columns[spread[-1]]
            self.out.merge_range(self.line, first, self.line, last, "Kỳ báo cáo")
            for name, column in self.columns.items():
                if name in spread:
                    self.out.write(self.line + 1, column, habit.heads[name])
                else:
                    self.out.merge_range(
                        self.line, column, self.line + 1, column, habit.heads[name]
                    )
            self.line += 2
            return
        for name, column in self.columns.items():
            self.out.write(self.line, column, habit.heads[name])
        self.line += 1

    def _section(self, number, section):
        habit = self.habit
        roman = [
            "I",
            "II",
            "III",
            "IV",
            "V",
            "VI",
            "VII",
            "VIII",
            "IX",
            "X",
            "XI",
            "XII",
            "XIII",
            "XIV",
        ]
        if habit.sections != "none":
            if habit.sections == "roman" and "stt" in self.columns:
                self.out.write(self.line, self.columns["stt"], roman[number - 1])
            self.out.write(self.line, self.columns["label"], section.title.upper())
            if habit.subtotals:
                self.out.write_formula(self.line, self.this, "=SUM(E1:E2)", None, number * 7)
            self.line += 1
        for place, row in enumerate(section.rows, 1):
            is_parent = "." not in row.number
            if self.luck.random() > habit.keeps and not is_parent:
                continue
            self._row(place, row)
        if habit.subtotals:
            self.out.write(self.line, self.columns["label"], "Cộng")
            self.out.write(self.line, self.this, number * 7)
            self.line += 1
        if habit.blank_rows:
            self.line += 1

    def _row(self, place, row):
        self._label(self._called(row), self._number(place, row), self._unit(row.measure))
        for column in ("last", "same", "month:9", "month:10", "plan", "cumulative"):
            if column in self.columns:
                self.out.write(self.line, self.columns[column], self.luck.randint(0, 40))
        if "compare" in self.columns:
            self.out.write(self.line, self.columns["compare"], self.luck.choice(["+2", -3, "0"]))
        value = self._value(row.measure)
        if row.measure.is_computed:
            shown = self.luck.choice([0.8333, "83,3%", "83,33"])
            self.out.write(self.line, self.this, shown)
            self.line += 1
            return
        self._cell(row.cells[0].key, self.this, value, row.measure)
        self._options(row)

    def _called(self, row):
        own = self.words.get(row.measure.code)
        if own and (self.luck.random() < self.habit.own_words or self.habit.sections == "none"):
            return own
        if self.habit.sections == "none" and row.label.count(" ") < 3:
            return row.measure.name
        return row.label

    def _options(self, row):
        options = [cell for cell in row.cells[1:] if cell and cell.option.code in OPTION_WORDS]
        if self.habit.options == "columns":
            for cell in options:
                column = self.columns.get(f"opt:{cell.option.code}")
                if column is not None:
                    self._cell(cell.key, column, self.luck.randint(0, 4), row.measure)
        self.line += 1
        if self.habit.options == "rows":
            for cell in options:
                self._label(self.luck.choice(OPTION_WORDS[cell.option.code]), "-", "")
                self._cell(cell.key, self.this, self.luck.randint(0, 4), row.measure)
                self.line += 1

    def _label(self, label, number, unit):
        self.out.write(self.line, self.columns["label"], label)
        if "stt" in self.columns:
            self.out.write(self.line, self.columns["stt"], number)
        if "unit" in self.columns:
            self.out.write(self.line, self.columns["unit"], unit)

    def _number(self, place, row):
        if self.habit.numbers == "letters":
            return "abcdefghijklmnopqrstuvwxyz"[place - 1]
        return row.number if self.habit.numbers == "plain" else ""

    def _unit(self, measure):
        return self.habit.money_unit if measure.unit == "đồng" else measure.unit.capitalize()

    def _value(self, measure):
        if measure.unit == "đồng":
            return self.luck.randint(1, 90) * 1_000_000
        return self.luck.choice([0, 1, 2, 3, 5, 8, 14, 36, 120, 1234])

    def _cell(self, key, column, value, measure):
        written, expected = self._written(value, measure)
        self.cells[key] = (self.line, column, written)
        self.result.truth[key] = (self.line + 1, column, expected)

    def _written(self, value, measure):
        in_millions = {"triệu đồng": 1_000_000, "nghìn đồng": 1000}.get(self.habit.money_unit, 1)
        if measure.unit == "đồng" and "unit" in self.columns:
            return value // in_millions, str(value)
        if value == 0 and self.luck.random() < 0.4:
            return self.luck.choice(["không", "Không có", 0, "0"]), "0"
        if self.luck.random() < self.habit.with_unit:
            return f"{value:02d} {measure.unit}", str(value)
        if self.luck.random() < self.habit.texts:
            return f"{value:,}".replace(",", ".") if value > 999 else f"{value:02d}", str(value)
        return value, str(value)

    def _faults(self):
        """Make some cells unreadable, as they are in real sheets."""
        keys = sorted(self.cells)
        self.luck.shuffle(keys)
        bad = ["#REF!", "khoảng 12", "1,234", "3 vụ (5 đt)", "?", -4]
        for key, words in zip(keys[: self.habit.faults], bad, strict=False):
            line, column, _ = self.cells[key]
            self.cells[key] = (line, column, words)
            row, place, _ = self.result.truth[key]
            self.result.truth[key] = (row, place, None)

    def _stranger(self, label, number):
        self._label(label, str(number) if self.habit.numbers == "plain" else "", "lượt")
        self.out.write(self.line, self.this, self.luck.randint(1, 30))
        self.result.strangers.append(self.line + 1)
        self.line += 1

    def _foot(self):
        if not self.habit.notes:
            return
        self.line += 1
        label = self.columns["label"]
        self.out.write(self.line, label, "Ghi chú: số liệu tính từ ngày 15/10 đến ngày 14/11/2026.")
        self.out.write(self.line + 1, label, "* Trộm cắp tài sản: 02 vụ đang xác minh.")
        self.out.write(self.line + 3, label, "Người lập biểu")
        self.out.write(self.line + 3, label + 2, "TRƯỞNG BAN")
        self.out.write(self.line + 6, label, "Trần Thị Lan")
        self.line += 7

    def _put(self, line, column, value):
        if value == "#REF!":
            self.out.write_formula(line, column, "=#REF!", None, "#REF!")
        elif isinstance(value, int) and self.luck.random() < 0.15:
            self.out.write_formula(line, column, f"={value}+0", None, value)
        else:
            self.out.write(line, column, value)
