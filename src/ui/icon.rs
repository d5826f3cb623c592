//! The icons of the interface: characters of `fonts/Icons.ttf`.
//!
//! Written by `scripts/icons.py`; change it there.

/// An icon, named as in Phosphor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Icon {
    /// `arrow-clockwise`
    ArrowClockwise,
    /// `arrow-counter-clockwise`
    ArrowCounterClockwise,
    /// `arrow-down`
    ArrowDown,
    /// `arrow-left`
    ArrowLeft,
    /// `arrow-right`
    ArrowRight,
    /// `arrow-up`
    ArrowUp,
    /// `arrows-clockwise`
    ArrowsClockwise,
    /// `arrows-in`
    ArrowsIn,
    /// `arrows-out`
    ArrowsOut,
    /// `bell`
    Bell,
    /// `book-open`
    BookOpen,
    /// `calendar`
    Calendar,
    /// `caret-down`
    CaretDown,
    /// `caret-left`
    CaretLeft,
    /// `caret-right`
    CaretRight,
    /// `caret-up`
    CaretUp,
    /// `chart-bar`
    ChartBar,
    /// `check`
    Check,
    /// `check-circle`
    CheckCircle,
    /// `circle`
    Circle,
    /// `circle-half`
    CircleHalf,
    /// `clock-counter-clockwise`
    ClockCounterClockwise,
    /// `columns`
    Columns,
    /// `command`
    Command,
    /// `copy`
    Copy,
    /// `dots-three`
    DotsThree,
    /// `download-simple`
    DownloadSimple,
    /// `export`
    Export,
    /// `eye`
    Eye,
    /// `eye-slash`
    EyeSlash,
    /// `file-text`
    FileText,
    /// `files`
    Files,
    /// `flag`
    Flag,
    /// `floppy-disk`
    FloppyDisk,
    /// `folder`
    Folder,
    /// `folder-open`
    FolderOpen,
    /// `folder-plus`
    FolderPlus,
    /// `funnel`
    Funnel,
    /// `gear`
    Gear,
    /// `globe`
    Globe,
    /// `info`
    Info,
    /// `keyboard`
    Keyboard,
    /// `link`
    Link,
    /// `list`
    List,
    /// `lock`
    Lock,
    /// `magnifying-glass`
    MagnifyingGlass,
    /// `map-pin`
    MapPin,
    /// `minus`
    Minus,
    /// `monitor`
    Monitor,
    /// `moon`
    Moon,
    /// `newspaper`
    Newspaper,
    /// `note`
    Note,
    /// `palette`
    Palette,
    /// `pencil-simple`
    PencilSimple,
    /// `plus`
    Plus,
    /// `question`
    Question,
    /// `selection`
    Selection,
    /// `sidebar-simple`
    SidebarSimple,
    /// `sign-out`
    SignOut,
    /// `sort-ascending`
    SortAscending,
    /// `stack`
    Stack,
    /// `sun`
    Sun,
    /// `tag`
    Tag,
    /// `text-aa`
    TextAa,
    /// `text-align-left`
    TextAlignLeft,
    /// `text-align-right`
    TextAlignRight,
    /// `text-t`
    TextT,
    /// `translate`
    Translate,
    /// `trash`
    Trash,
    /// `upload-simple`
    UploadSimple,
    /// `user`
    User,
    /// `warning`
    Warning,
    /// `warning-circle`
    WarningCircle,
    /// `x`
    X,
    /// `x-circle`
    XCircle,
}

impl Icon {
    /// The character of the icon font.
    #[must_use]
    pub fn glyph(self) -> char {
        match self {
            Self::ArrowClockwise => '\u{e036}',
            Self::ArrowCounterClockwise => '\u{e038}',
            Self::ArrowDown => '\u{e03e}',
            Self::ArrowLeft => '\u{e058}',
            Self::ArrowRight => '\u{e06c}',
            Self::ArrowUp => '\u{e08e}',
            Self::ArrowsClockwise => '\u{e094}',
            Self::ArrowsIn => '\u{e09a}',
            Self::ArrowsOut => '\u{e0a2}',
            Self::Bell => '\u{e0ce}',
            Self::BookOpen => '\u{e0e6}',
            Self::Calendar => '\u{e108}',
            Self::CaretDown => '\u{e136}',
            Self::CaretLeft => '\u{e138}',
            Self::CaretRight => '\u{e13a}',
            Self::CaretUp => '\u{e13c}',
            Self::ChartBar => '\u{e150}',
            Self::Check => '\u{e182}',
            Self::CheckCircle => '\u{e184}',
            Self::Circle => '\u{e18a}',
            Self::CircleHalf => '\u{e18c}',
            Self::ClockCounterClockwise => '\u{e1a0}',
            Self::Columns => '\u{e546}',
            Self::Command => '\u{e1c4}',
            Self::Copy => '\u{e1ca}',
            Self::DotsThree => '\u{e1fe}',
            Self::DownloadSimple => '\u{e20c}',
            Self::Export => '\u{eaf0}',
            Self::Eye => '\u{e220}',
            Self::EyeSlash => '\u{e224}',
            Self::FileText => '\u{e23a}',
            Self::Files => '\u{e710}',
            Self::Flag => '\u{e244}',
            Self::FloppyDisk => '\u{e248}',
            Self::Folder => '\u{e24a}',
            Self::FolderOpen => '\u{e256}',
            Self::FolderPlus => '\u{e258}',
            Self::Funnel => '\u{e266}',
            Self::Gear => '\u{e270}',
            Self::Globe => '\u{e288}',
            Self::Info => '\u{e2ce}',
            Self::Keyboard => '\u{e2d8}',
            Self::Link => '\u{e2e2}',
            Self::List => '\u{e2f0}',
            Self::Lock => '\u{e2fa}',
            Self::MagnifyingGlass => '\u{e30c}',
            Self::MapPin => '\u{e316}',
            Self::Minus => '\u{e32a}',
            Self::Monitor => '\u{e32e}',
            Self::Moon => '\u{e330}',
            Self::Newspaper => '\u{e344}',
            Self::Note => '\u{e348}',
            Self::Palette => '\u{e6c8}',
            Self::PencilSimple => '\u{e3b4}',
            Self::Plus => '\u{e3d4}',
            Self::Question => '\u{e3e8}',
            Self::Selection => '\u{e69a}',
            Self::SidebarSimple => '\u{ec24}',
            Self::SignOut => '\u{e42a}',
            Self::SortAscending => '\u{e444}',
            Self::Stack => '\u{e466}',
            Self::Sun => '\u{e472}',
            Self::Tag => '\u{e478}',
            Self::TextAa => '\u{e6ee}',
            Self::TextAlignLeft => '\u{e484}',
            Self::TextAlignRight => '\u{e486}',
            Self::TextT => '\u{e48a}',
            Self::Translate => '\u{e4a2}',
            Self::Trash => '\u{e4a6}',
            Self::UploadSimple => '\u{e4c0}',
            Self::User => '\u{e4c2}',
            Self::Warning => '\u{e4e0}',
            Self::WarningCircle => '\u{e4e2}',
            Self::X => '\u{e4f6}',
            Self::XCircle => '\u{e4f8}',
        }
    }

    /// Whether it points in reading direction, so that a mirrored window turns it round.
    #[must_use]
    pub fn is_directional(self) -> bool {
        matches!(
            self,
            Self::ArrowClockwise
                | Self::ArrowCounterClockwise
                | Self::ArrowLeft
                | Self::ArrowRight
                | Self::CaretLeft
                | Self::CaretRight
                | Self::Export
                | Self::List
                | Self::SidebarSimple
                | Self::SignOut
        )
    }
}
