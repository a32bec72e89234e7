import type { SvgIconComponent } from '@mui/icons-material'
import AccountTree from '@mui/icons-material/AccountTreeOutlined'
import Apartment from '@mui/icons-material/ApartmentOutlined'
import Archive from '@mui/icons-material/ArchiveOutlined'
import Article from '@mui/icons-material/ArticleOutlined'
import Assignment from '@mui/icons-material/AssignmentOutlined'
import AttachFile from '@mui/icons-material/AttachFileOutlined'
import Badge from '@mui/icons-material/BadgeOutlined'
import Bookmark from '@mui/icons-material/BookmarkOutlined'
import Build from '@mui/icons-material/BuildOutlined'
import Business from '@mui/icons-material/BusinessOutlined'
import CalendarMonth from '@mui/icons-material/CalendarMonthOutlined'
import Call from '@mui/icons-material/CallOutlined'
import Campaign from '@mui/icons-material/CampaignOutlined'
import Chat from '@mui/icons-material/ChatOutlined'
import Checklist from '@mui/icons-material/ChecklistOutlined'
import Contacts from '@mui/icons-material/ContactsOutlined'
import ContentCopy from '@mui/icons-material/ContentCopyOutlined'
import CreditCard from '@mui/icons-material/CreditCardOutlined'
import Dashboard from '@mui/icons-material/DashboardOutlined'
import Description from '@mui/icons-material/DescriptionOutlined'
import DirectionsCar from '@mui/icons-material/DirectionsCarOutlined'
import Event from '@mui/icons-material/EventOutlined'
import Extension from '@mui/icons-material/ExtensionOutlined'
import FactCheck from '@mui/icons-material/FactCheckOutlined'
import Favorite from '@mui/icons-material/FavoriteOutlined'
import Flag from '@mui/icons-material/FlagOutlined'
import Folder from '@mui/icons-material/FolderOutlined'
import Forum from '@mui/icons-material/ForumOutlined'
import Gavel from '@mui/icons-material/GavelOutlined'
import Group from '@mui/icons-material/GroupOutlined'
import Handshake from '@mui/icons-material/HandshakeOutlined'
import History from '@mui/icons-material/HistoryOutlined'
import Home from '@mui/icons-material/HomeOutlined'
import Inventory2 from '@mui/icons-material/Inventory2Outlined'
import Label from '@mui/icons-material/LabelOutlined'
import Language from '@mui/icons-material/LanguageOutlined'
import LocalOffer from '@mui/icons-material/LocalOfferOutlined'
import LocalShipping from '@mui/icons-material/LocalShippingOutlined'
import Lock from '@mui/icons-material/LockOutlined'
import Login from '@mui/icons-material/LoginOutlined'
import Mail from '@mui/icons-material/MailOutlined'
import ManageAccounts from '@mui/icons-material/ManageAccountsOutlined'
import MapIcon from '@mui/icons-material/MapOutlined'
import MedicalServices from '@mui/icons-material/MedicalServicesOutlined'
import MenuBook from '@mui/icons-material/MenuBookOutlined'
import Notifications from '@mui/icons-material/NotificationsOutlined'
import Payments from '@mui/icons-material/PaymentsOutlined'
import Person from '@mui/icons-material/PersonOutlined'
import PlaylistAddCheck from '@mui/icons-material/PlaylistAddCheckOutlined'
import Policy from '@mui/icons-material/PolicyOutlined'
import Public from '@mui/icons-material/PublicOutlined'
import Quickreply from '@mui/icons-material/QuickreplyOutlined'
import ReceiptLong from '@mui/icons-material/ReceiptLongOutlined'
import Reviews from '@mui/icons-material/ReviewsOutlined'
import Sell from '@mui/icons-material/SellOutlined'
import Settings from '@mui/icons-material/SettingsOutlined'
import ShoppingCart from '@mui/icons-material/ShoppingCartOutlined'
import Star from '@mui/icons-material/StarOutlined'
import Storefront from '@mui/icons-material/StorefrontOutlined'
import SupportAgent from '@mui/icons-material/SupportAgentOutlined'
import Sync from '@mui/icons-material/SyncOutlined'
import TaskAlt from '@mui/icons-material/TaskAltOutlined'
import Timeline from '@mui/icons-material/TimelineOutlined'
import Timer from '@mui/icons-material/TimerOutlined'
import Translate from '@mui/icons-material/TranslateOutlined'
import UploadFile from '@mui/icons-material/UploadFileOutlined'
import VerifiedUser from '@mui/icons-material/VerifiedUserOutlined'
import Warehouse from '@mui/icons-material/WarehouseOutlined'
import Work from '@mui/icons-material/WorkOutlined'

/** The icons that plugins may name (Material symbols), one import each so that only these are loaded. */
export const icons: Readonly<Record<string, SvgIconComponent>> = {
  account_tree: AccountTree,
  apartment: Apartment,
  archive: Archive,
  article: Article,
  assignment: Assignment,
  attach_file: AttachFile,
  badge: Badge,
  bookmark: Bookmark,
  build: Build,
  business: Business,
  calendar_month: CalendarMonth,
  call: Call,
  campaign: Campaign,
  chat: Chat,
  checklist: Checklist,
  contacts: Contacts,
  content_copy: ContentCopy,
  credit_card: CreditCard,
  dashboard: Dashboard,
  description: Description,
  directions_car: DirectionsCar,
  event: Event,
  extension: Extension,
  fact_check: FactCheck,
  favorite: Favorite,
  flag: Flag,
  folder: Folder,
  forum: Forum,
  gavel: Gavel,
  group: Group,
  handshake: Handshake,
  history: History,
  policy: Policy,
  home: Home,
  inventory_2: Inventory2,
  upload_file: UploadFile,
  label: Label,
  language: Language,
  local_offer: LocalOffer,
  local_shipping: LocalShipping,
  lock: Lock,
  login: Login,
  mail: Mail,
  manage_accounts: ManageAccounts,
  map: MapIcon,
  medical_services: MedicalServices,
  menu_book: MenuBook,
  notifications: Notifications,
  payments: Payments,
  person: Person,
  playlist_add_check: PlaylistAddCheck,
  public: Public,
  receipt_long: ReceiptLong,
  reviews: Reviews,
  sell: Sell,
  settings: Settings,
  shopping_cart: ShoppingCart,
  star: Star,
  storefront: Storefront,
  sync: Sync,
  task_alt: TaskAlt,
  timeline: Timeline,
  support_agent: SupportAgent,
  quickreply: Quickreply,
  timer: Timer,
  translate: Translate,
  verified_user: VerifiedUser,
  warehouse: Warehouse,
  work: Work,
}
