package atlas

// Abbreviation is a short form that everybody in the fields of a package
// reads as its long forms, so that no package needs to define it.
type Abbreviation struct {
	Short string
	Long  []string
}

// Abbreviations lists the common ones. A short form with a second meaning in
// these fields is not among them.
func Abbreviations() []Abbreviation { return abbreviations }

var abbreviations = []Abbreviation{
	{"AI", []string{"artificial intelligence"}},
	{"AML", []string{"anti-money laundering"}},
	{"API", []string{"application programming interface"}},
	{"ASEAN", []string{"Association of Southeast Asian Nations"}},
	{"B2B", []string{"business-to-business"}},
	{"CBDC", []string{"central bank digital currency"}},
	{"CERT", []string{"computer emergency response team"}},
	{"CFT", []string{"combating the financing of terrorism", "countering the financing of terrorism"}},
	{"CSIRT", []string{"computer security incident response team"}},
	{"DLT", []string{"distributed ledger technology"}},
	{"DNS", []string{"domain name system"}},
	{"DNSSEC", []string{"domain name system security extensions"}},
	{"EAEU", []string{"Eurasian Economic Union"}},
	{"ECB", []string{"European Central Bank"}},
	{"eID", []string{"electronic identity", "electronic identification"}},
	{"ENISA", []string{"European Union Agency for Cybersecurity"}},
	{"EU", []string{"European Union"}},
	{"GDPR", []string{"General Data Protection Regulation"}},
	{"GPU", []string{"graphics processing unit"}},
	{"HPC", []string{"high-performance computing"}},
	{"ICANN", []string{"Internet Corporation for Assigned Names and Numbers"}},
	{"ICT", []string{"information and communication technology", "information and communications technology"}},
	{"IMF", []string{"International Monetary Fund"}},
	{"IoT", []string{"Internet of Things"}},
	{"ISP", []string{"Internet service provider"}},
	{"ITU", []string{"International Telecommunication Union"}},
	{"IX", []string{"Internet exchange"}},
	{"IXP", []string{"Internet exchange point"}},
	{"KYC", []string{"know your customer"}},
	{"NATO", []string{"North Atlantic Treaty Organization"}},
	{"NGO", []string{"non-governmental organization"}},
	{"NREN", []string{"national research and education network"}},
	{"OECD", []string{"Organisation for Economic Co-operation and Development"}},
	{"P2P", []string{"peer-to-peer", "person-to-person"}},
	{"PKI", []string{"public key infrastructure"}},
	{"QR", []string{"quick response"}},
	{"R&D", []string{"research and development", "research-and-development"}},
	{"RTGS", []string{"real-time gross settlement"}},
	{"SME", []string{"small and medium-sized enterprise", "small and medium enterprise"}},
	{"SSO", []string{"single sign-on"}},
	{"TLD", []string{"top-level domain"}},
	{"UAE", []string{"United Arab Emirates"}},
	{"UK", []string{"United Kingdom", "Britain", "Great Britain"}},
	{"UN", []string{"United Nations"}},
	{"UNDP", []string{"United Nations Development Programme"}},
	{"US", []string{"United States", "America"}},
	{"USA", []string{"United States", "United States of America"}},
	{"VAT", []string{"value-added tax"}},
	{"WTO", []string{"World Trade Organization"}},
}
