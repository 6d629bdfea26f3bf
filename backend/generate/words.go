package generate

// Coined names are put together from these. None is meant to be a real one.
var (
	syllables      = []string{"Bar", "Cor", "Dal", "Fen", "Gal", "Hol", "Jar", "Kel", "Lom", "Mer", "Nar", "Orb", "Pel", "Quo", "Rav", "Sol", "Tar", "Ulm", "Ver", "Wex", "Yor", "Zem"}
	landEndings    = []string{"ia", "ovia", "aria", "onia"}
	cityEndings    = []string{"holm", "burg", "wick", "haven", "grad", "ford"}
	productEndings = []string{"ix", "eda", "ona", "ato", "isk", "ulo"}
	months         = []string{"January", "March", "April", "May", "June", "September", "October", "November"}
	statements     = []string{"states", "reports", "notes", "confirms"}
	ranks          = []string{"State", "National", "Central", "Federal", "Public", "United"}
	bodies         = []string{"Agency", "Office", "Board", "Service", "Institute", "Foundation", "Commission"}
)

// domain is a field that every package speaks of.
type domain struct {
	title    string // heading of its section in the evidence; others add to topic
	topic    string
	subjects []string // what its institutions are for
	units    []string // what is counted
	services []string
	missing  []string // what may not be documented
}

var domains = []domain{
	{"Digital identity and public services", "identity", []string{"Identity", "Registration", "Population"},
		[]string{"public offices", "registry desks", "card readers"}, []string{"sign-in service", "signature service", "population register"}, []string{"voting platform", "passport laboratory"}},
	{"Payments and settlement", "payment", []string{"Payments", "Clearing", "Monetary"},
		[]string{"banks", "payment institutions", "merchants"}, []string{"clearing service", "real-time transfer service", "settlement system"}, []string{"retail digital currency", "gold exchange"}},
	{"Digital assets", "digital-asset", []string{"Markets", "Assets", "Conduct"},
		[]string{"custodians", "token issuers", "exchange operators"}, []string{"licensing register", "supervisory sandbox", "disclosure register"}, []string{"mining free zone", "token exchange in public ownership"}},
	{"Data infrastructure", "data", []string{"Data", "Hosting", "Archives"},
		[]string{"databases", "ministries", "archives"}, []string{"data-exchange bus", "government cloud", "statistics archive"}, []string{"commercial hyperscale campus", "buried server vault"}},
	{"Research network and computing", "research", []string{"Science", "Computing", "Universities"},
		[]string{"universities", "laboratories", "institutes"}, []string{"campus network", "computing cluster", "sample library"}, []string{"quantum laboratory", "national exascale computer"}},
	{"Exchange and naming", "naming", []string{"Names", "Internet", "Exchange"},
		[]string{"registrars", "member networks", "switching sites"}, []string{"domain registry", "peering point", "deposit service"}, []string{"root-server operator", "satellite peering site"}},
	{"Telecommunications", "telecommunications", []string{"Telecommunications", "Broadband", "Spectrum"},
		[]string{"municipalities", "base stations", "households"}, []string{"backbone network", "fibre network", "radio network"}, []string{"submarine-cable landing", "stratospheric balloon network"}},
	{"Energy", "energy", []string{"Energy", "Grid", "Power"},
		[]string{"substations", "wind farms", "generators"}, []string{"transmission network", "balancing market", "metering platform"}, []string{"nuclear power station", "hydrogen pipeline"}},
	{"Cybersecurity", "cybersecurity", []string{"Cyber", "Security", "Response"},
		[]string{"essential operators", "hospitals", "network sensors"}, []string{"response team", "warning service", "training range"}, []string{"cyber attack unit", "semiconductor fabrication plant"}},
	{"Regional integration", "regional", []string{"Regional", "Transit", "Trade"},
		[]string{"border posts", "customs offices", "carriers"}, []string{"freight register", "freight invoice platform", "transit form"}, []string{"common currency", "shared court"}},
}

// kind is a sort of fact: what the evidence states, and how each derived layer
// puts it. The texts hold placeholders, see [world.fill]. label stands in the
// metadata and in the change log.
type kind struct {
	evidence, signals, trust, label, profile, builder string
}

var kinds = []kind{
	{"{body} {states} that {product} connects {n} {units} and that its {service} is operated from {city} and {city2}.",
		"{product}'s connection of {n} {units}, operated from {city} and {city2}, signals an organised {service} rather than separate local systems.",
		"{product} indicates continuity through {n} connected {units} and through operation in {city} and {city2}.",
		"{product} {service}", "The current layers show {product} connecting {n} {units} from {city} and {city2}.",
		"{product} reads as a {service} that connects {n} {units}."},
	{"{body} {states} that {product} was launched on {date} as a {service} for {units}.",
		"{product}, launched on {date}, signals a standing {service} for {units}.",
		"The launch of {product} on {date-us} indicates continuity in the {service} for {units}.",
		"{product} for {units}", "They also preserve {product}, a {service} that has been open to {units} since its launch in {year}.",
		"{product} reads as a {service} for {units}, launched in {year}."},
	{"{body} materials describe Law No {law}, under which {product} licenses {units} and publishes each licence.",
		"Law No {law} signals a legal basis on which {product} licenses {units}.",
		"Licences that {product} publishes under Law No {law} indicate continuity in the supervision of {units}.",
		"Law No {law} licensing of {units}", "The current layers show {units} licensed by {product} under Law No {law}.",
		"For builder interpretation, {units} hold licences from {product} under Law No {law}."},
	{"{body} {states} that {percent}% of {units} use {product} and that the {service} is free of charge for them.",
		"Use of {product} by {percent}% of {units} signals a {service} in general use and free of charge.",
		"{product} indicates continuity through use by {percent} percent of {units}.",
		"{product} use by {units}", "They also preserve the share of {units} that use {product}, {percent}%.",
		"{product} is used by {percent}% of {units}, free of charge."},
	{"{body} {states} that {product} handled {thousands} requests in {year} and answers each request within {hours} hours.",
		"The {thousands} requests that {product} handled in {year} signal a working {topic} function with an answer period of {hours} hours.",
		"{product} indicates continuity through {thousands} handled requests and through answers within {hours} hours.",
		"{product} request handling", "The current layers show {product} answering requests within {hours} hours.",
		"Requests to {product} are answered within {hours} hours."},
	{"{body} materials state that {product} exchanges records with {neighbor} under a protocol signed on {date}.",
		"The exchange of records between {product} and {neighbor} signals cross-border attachment rather than a closed {topic} perimeter.",
		"The protocol of {date} indicates continuity in the exchange of records between {product} and {neighbor}.",
		"{product} exchange with {neighbor}", "They also preserve the exchange of records with {neighbor} through {product}.",
		"Records of {product} are exchanged with {neighbor}."},
	{"{body} {states} that {product} keeps a desk in {city} that is staffed around the clock and that it trains {n} {units} a year.",
		"{product}'s desk in {city}, staffed around the clock, signals a permanent {topic} function, and the training of {n} {units} a year signals preparation.",
		"The desk of {product} in {city} indicates continuity around the clock.",
		"{product} desk in {city}", "The current layers show a desk of {product} in {city} and yearly training of {n} {units}.",
		"{product} keeps a desk in {city} that is staffed around the clock."},
	{"{body} {states} that {product} is audited every {hours} months and that the audit report is published in {city}.",
		"Audits of {product} every {hours} months signal recurring control, with reports published in {city}.",
		"Audit reports on {product}, published in {city}, indicate continuity through control every {hours} months.",
		"{product} audits", "They also preserve the published audit reports on {product}.",
		"{product} is audited every {hours} months."},
	{"{body} {states} that the {service} {product} stores a second copy of its records in {city2} and tests the copy each quarter.",
		"The second copy that {product} stores in {city2}, tested each quarter, signals prepared recovery of the {service}.",
		"{product} indicates continuity through a tested copy of its records in {city2}.",
		"{product} copy in {city2}", "The current layers show records of {product} stored twice, with the second copy in {city2}.",
		"A second copy of {product} records is stored in {city2}."},
	{"{body} {states} that it was founded on {date}, that it reports to the parliament of {place}, and that it directs {product} for {units}.",
		"The foundation of {acronym} on {date}, with reports to parliament, signals a standing mandate over {product}.",
		"{acronym} indicates continuity through its mandate over {product} and through reports to parliament.",
		"{acronym} mandate over {product}", "They also preserve {acronym}, which directs {product} for {units} and reports to parliament.",
		"{acronym} directs {product} for {units}."},
}
