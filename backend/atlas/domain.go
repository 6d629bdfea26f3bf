package atlas

import "strings"

// DomainWords are words of the fields that packages speak of and that lists
// of general English lack.
func DomainWords() []string { return strings.Fields(domain) }

const domain = `
 airgapped blockchain blockchains broadband chatbot chatbots cloudification colocation compute crypto cryptoasset cryptoassets cryptocurrency
 cryptocurrencies cyberattack cyberattacks cyberdefence cyberdefense cybersecurity datacenter datacenters datacentre datacentres dataset datasets
 decarbonization digitalization digitization disinformation exascale fintech fintechs geolocation geopolitical geospatial gigabit hackathon hyperscale
 hyperscaler hyperscalers interbank interconnector interconnectors interoperability interoperable interledger landlocked latency malware metadata
 microdata microservice microservices multifactor multilateral multistakeholder nationwide netting offboarding offline onboarding online onshore
 opensource passwordless payout payouts petaflop petascale phishing pre pseudonymization ransomware regtech roadmap roadmaps rulebook rulebooks
 sandbox sandboxes semiconductor semiconductors stablecoin stablecoins startup startups statewide subsea subnational suptech supercomputer
 supercomputers supercomputing superhighway telco telcos telecom telecoms telecommunication telecommunications telehealth telemedicine terabit
 timestamp timestamps timestamping token tokenization tokenized tokens unbanked uptime wholesale workflow workflows workstream workstreams
`
