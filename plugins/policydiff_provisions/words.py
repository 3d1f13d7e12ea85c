"""The words by which a passage shows what it does: punish, forbid, grant, exempt, oblige; Chinese and English side by side.

The order of `KINDS` is the order in which a passage is asked: one that forbids and names a fine is told as a sanction.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from re import Pattern


class Kind(NamedTuple):
    """What a passage does, its name in a rule, its names in a report, and how it shows."""

    name: str
    zh: str
    en: str
    pattern: Pattern[str]


def _kind(name: str, names: tuple[str, str], zh: str, en: str) -> Kind:
    return Kind(name, *names, lazy(rf"{zh}|\b(?i:{en})\b"))


SANCTION = _kind(
    "sanction",
    ("处罚", "sanction"),
    r"罚款|罚金|没收|吊销|暂扣|拘留|(?:给予|予以|处以?)警告|通报批评|责令(?:改正|限期|停|关闭|退|恢复|拆除|消除|召回)|停产|停业|给予[^，。；]{0,12}处分|刑事责任|刑罚|徒刑"
    r"|失信[^，。；]{0,12}(?:名单|惩戒)|追缴|加收|滞纳金|禁赛|(?:取消|撤销)[^，。；]{0,12}(?:资格|待遇|许可|登记|荣誉|称号)|[年内]不得(?:再次)?(?:申请|从事|参加|担任)",
    r"fines?|fined|penalt(?:y|ies)|imprison\w*|revo(?:ke[sd]?|cation)|forfeit\w*|(?:be |is |are )?suspended|suspension|disqualif\w*|offence|offense|guilty|written warning|warning|sanctions?|surcharge",
)
LIABILITY = _kind(
    "liability",
    ("责任", "liability"),
    r"(?:连带|补充|赔偿|相应|民事|违约|侵权|法律)的?(?:清偿)?责任|承担[^，。；]{0,12}(?<!举证)责任|赔偿(?!责任)|连带|不承担",
    r"liable|liabilit(?:y|ies)|damages|indemnif\w+|jointly|severally",
)
EXCEPTION = _kind(
    "exception",
    ("例外", "exception"),
    r"除外|除[^，。；]{1,60}?以?外(?![国地部资商汇交包])|例外|不受[^，。；]{0,24}限制|不适用|豁免|免予|免于|另有(?:规定|约定)|^[，,；;。]?\s*但是?[，,]?(?!不限于)[^。；]{10}",
    r"except\w*|unless|other than|save (?:for|as|that|where)|exempt\w*|(?:does|do|shall) not apply|notwithstanding|provided that|excluding|apart from",
)
TRANSITION = _kind(
    "transition",
    ("过渡安排", "transition"),
    r"(?:施行|实施|生效)(?:之日)?(?:前|以前|之前)|过渡期",
    r"before (?:the )?(?:commencement|coming into force|entry into force|effective date)|transition\w*|existing at the commencement",
)
PROHIBITION = _kind(
    "prohibition",
    ("禁止", "prohibition"),
    r"不得(?!不|已)(?!(?:少于|低于|超过|高于|多于|短于|长于|迟于|早于))|(?<!不)禁止(?![^，。；、]{1,8}的)|严禁|不允许|不准(?![予])|不许|不可以",
    r"must not|shall not|may not|cannot|prohibit\w*|forbid\w*|forbidden|banned|no person (?:may|shall)|not permitted|not allowed",
)
RIGHT = _kind(
    "right",
    ("权利或救济", "right or remedy"),
    r"有权|享有[^，。；]{0,12}权|(?:可以|得|能够)[^。；]{0,40}(?:复议|提起[^，。；]{0,8}诉讼|起诉|上诉|申诉|复核|异议|申请|请求|要求(?!其)|查阅|优先购买)|不服[^。；]{0,60}(?:复议|诉讼|上诉|申诉|复核|仲裁|撤销|异议)"
    r"|听证的?权利|申请听证|优先购买权|知情权|回购请求",
    r"may (?:\w+ ){0,3}(?:appeal|object|apply|request|ask|seek|challenge|inspect|claim|lodge)|appeals?|entitled|right to|rights? of|compensat\w+|refunds?|hearing|remed(?:y|ies)",
)
APPROVAL = _kind(
    "approval",
    ("许可审批", "approval or licence"),
    r"批准|审批|行政许可|(?:许可|备案|核准|审核|注册|登记)(?![地机])|经[^，。；]{0,20}同意|准印证|许可证|资质|事先?告知",
    r"approv\w+|permits?|licen[cs]\w+|consents?|registr\w+|registered|authori[sz]\w+|notif(?:y|ied|ication)|prior notice|notice to",
)
OBLIGATION = _kind(
    "obligation",
    ("义务", "obligation"),
    r"应当(?!知[道悉])|必须|(?<![必无务])须(?![知发])|有义务|(?<![适相对反响效供理呼感顺因照不])应(?![当用对急付收纳税届缴交聘邀诉激变答运试])|负责|(?<!不)承担",
    r"shall|must|(?:is|are) required|required to|ha(?:s|ve) to|duty|duties|responsible|obliged",
)
PERMISSION = _kind("permission", ("许可", "permission"), r"可以|允许|准许", r"may|can|(?:is|are) allowed|permitted")
BODY = _kind(
    "body",
    ("机构与制度", "body or scheme"),
    r"(?:设立|成立|组建|设置|设)[^，。；]{0,16}(?:委员会|机构|中心|基金|局|小组|部门|平台)|(?:建立|健全|实行|确立)[^，。；]{0,24}(?:制度|机制|体系)",
    r"establish\w*|is set up|there is a|there shall be",
)
# A sanction that is only named: 被吊销执照的企业, 作出责令关闭决定的部门, 自被处罚之日起.
NAMED_BEFORE = lazy(r"(?:被|作出|受到|受过|曾|尚未|免予|不予|自|因|是否|撤销)[^，。；]{0,12}$")
NAMED_BEHIND = lazy(
    r"^[^，。；]{0,14}?(?:决定|之日|的(?:部门|机关|单位|公司|企业|人员|情形|案件|标准|权力|种类|幅度|规定))"
)
KINDS = (EXCEPTION, TRANSITION, SANCTION, LIABILITY, PROHIBITION, RIGHT, APPROVAL, OBLIGATION, PERMISSION, BODY)

NUMBER = lazy(
    r"\d|[一二两三四五六七八九十百千]{1,6}(?:[个万亿]|日|年|月|元|倍|人|次|周|小时|%)|百分之|分之"
    r"|\b(?i:one|two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|sixty|ninety|hundred|thousand|million|percent)\b"
)
INNER_STOP = lazy(r"[。；;]\s*\S|\.\s+\S")
# The rest of a case that a rule is for: ……的，由……处……罚款; what stands behind it is who punishes, and how.
CASE = lazy(r"[^，,。；]{0,30}的[，,：:；;]|[、，,][^。；]{0,60}的[，,：:]|[^.;]{0,80}\b(?i:is|are|shall be|commits)\b")
# What is professed rather than ordered.
PROGRAMME = lazy(
    r"坚持|贯彻|弘扬|党的|社会主义|方针|国家(?:积极|大力)?(?:鼓励|支持|推动|促进|推广|推进|加强|完善|保障|提倡|发展)|应当(?:遵循|弘扬|加强|推动|促进|重视)|遵循[^。；]{0,30}原则"
    r"|\b(?i:promote|encourage|foster|support the)\b"
)

# How closely an authority watches: who asks first, who only tells.
STRICT = lazy(r"批准|审批|许可|核准|同意|\b(?i:approv\w+|permits?|licen[cs]\w+|consents?|authori[sz]\w+)\b")
LOOSE = lazy(
    r"备案|报告|告知|登记|通知|\b(?i:notice|notif\w+|register\w*|registration|report\w*|inform\w*|declar\w+)\b"
)

# Who may bear a duty.
_ENDS = (
    r"(?:部门|机关|机构|委员会|人民政府|政府|法院|检察院|办公室|办事处|委|局|厅|部|院|署|中心|协会|组织|单位|企业|公司|学校|银行|者|人|人员|方|会|队|站|所|户|平台|园区|业主"
    r"|局长|市长|县长|省长|主任|首长|处长|科长|经理|董事|监事|教师|医师|家长|学生|居民|村民|职工)"
)
BEARER = lazy(
    rf"^(?:由)?(?P<who>[^，。；：、由]{{1,24}}?{_ENDS})(?:[、和及与或者]{{1,2}}[^，。；：由]{{1,24}}?{_ENDS})*$"
    r"|^(?:by |the |a |an )?(?:[A-Z][\w&'-]*(?: (?:of|for|and|the|on))? ?){1,6}$"
    r"|^(?i:by |the |a |an |each |every |any )?(?i:[\w-]+ )?(?i:authority|department|ministry|minister|secretary|council|board|agency|commission\w*|committee|office\w*|court|tribunal|director|registrar|person|persons|owners?|operators?|employers?|landlords?|tenants?|sellers?|buyers?|consumers?|traders?|suppliers?|applicants?|inspector|company|companies|manager|managers|provider|providers)$"
)
# Where a bearer stands: at the head of a part, or behind 由 and its like.
BEFORE_BEARER = lazy(r"(?:^|[，。；：,;:\n]\s*|由|向|报|经|会同|(?i:\bby |\bto |^the ))$")
JOINED_BY = lazy(
    r"^(?:[，,]?\s*(?:并|应当)?)(?:会同|商|会商|联合|协同|征求)|^(?i:together with|in consultation with|jointly with)"
)

ALTERNATIVE = lazy(r"^(?:或者|或|抑或|(?i:or|and/or))$")
CUMULATIVE = lazy(r"^(?:并且|而且|且|和|以及|及|与|同时|(?i:and))$")
# What joins the elements of a list.
JOINS = lazy(r"、|和|或者|或|以及|及|与|并|,|，|\b(?i:and|or)\b")

# Words that carry no rule of their own, and words of one meaning that drafters exchange.
FUNCTION = lazy(
    r"[\s#*，,。；;：:、（）()“”\"'《》〈〉．.!！?？—\-的地得了着之其该此]|等(?=$)|\b(?i:the|a|an|of|such|that|which|to|in|on|for|any|said|its|their|this|these)\b"
)
SYNONYMS = tuple(
    (lazy(pattern), word)
    for pattern, word in (
        (r"依照|按照|根据|依据|遵照|参照执行|依", "按"),
        (r"以及|及其|及|与|并且|而且|且|并|和", "和"),
        (r"或者|或", "或"),
        (r"如果|如|若", "如"),
        (r"但是|但", "但"),
        (r"给予|予以|给以", "予"),
        (r"有关|相关", "有关"),
        (r"下列|以下|如下", "下列"),
        (r"做出|作出", "作出"),
        (r"实行|施行|实施|执行", "行"),
        (r"时候|时", "时"),
        (r"必需|必要|必须(?=[物文])", "必要"),
        (r"本(?:法|条例|办法|规定|规则|细则|规章|决定|通知|意见|方案)", "本法"),
        (r"中华人民共和国|国家|我国", "国"),
        (r"应当|必须|应|须|要", "应"),
        (r"可以|可", "可"),
        (r"不得|禁止|严禁|不准", "禁"),
        (r"工作|情况|活动|事项|事宜|方面", ""),
        (r"进行|开展|加以|做好|从事", ""),
        (r"内部|以内|之内|内", "内"),
        (r"规定|要求", "规定"),
        (r"各级|地方", ""),
        (r"(?i:\b(?:shall|must)\b)", "shall"),
    )
)
# Modal words by themselves, which `modality` weighs.
MODAL = lazy(
    r"应当|必须|不得|不应|不准|不许|不可以|可以|无须|无需|不必|不需要|禁止|严禁|允许|鼓励|支持|引导|应|须"
    r"|\b(?i:(?:must|shall|may|can|should|need)(?: not)?|not|cannot|(?:is|are)(?: not)? (?:required|permitted|allowed|encouraged|entitled)(?: to)?|required|encouraged|to)\b"
)
# Duties behind their label in brackets, which `responsibilities` reads.
LABELLED = lazy(
    r"[（(\[【]?(?:牵头|责任|配合|参与|负责|主办|协办|主管)(?:单位|部门|处室|人)?[:：][^）)\]】\n]*[）)\]】]?"
)
IN_LABEL = lazy(r"[（(\[【][^）)\]】]*(?:单位|部门|处室|[Rr]esponsible|[Ll]ead)[^）)\]】]{0,6}[:：][^）)\]】]*$")
# What other plugins read: documents cited, numbers of articles and documents.
READ_ELSEWHERE = lazy(
    r"\b(?i:sections?|articles?|clauses?|paragraphs?) \d+(?:\.\d+)*(?:\([a-z0-9]+\))*|\b\d+(?:\.\d+)+\b(?= \()|"
    r"(?:19|20)\d\d年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:底|末)?前?|\b(?:on |by |from )?\d{1,2} [A-Z][a-z]+ \d{4}\b|(?:[A-Z]\w+ )*(?:Act|Regulations?|Order|Code) (?:19|20)\d\d|"
    r"《[^》]{0,200}》|[一-龥]{0,8}[〔\[［](?:19|20)\d\d[〕\]］]第?\d+号|第[一二三四五六七八九十百千零〇\d]+[条款项章节](?:之[一二三四五六七八九十]+)?"
)
