package atlas

import "strings"

// Demonyms maps the adjectives and inhabitants of countries, in lower case and
// the singular, to the word of the country's English short name that carries
// it. Those of a country in "-ia" are regular ("Estonian") and not listed. The
// names are the English short names of ISO 3166-1, and those of a few parts of
// countries and of the world that are used in the same way.
func Demonyms() map[string]string {
	m := map[string]string{}
	for line := range strings.Lines(demonyms) {
		if words := strings.Fields(line); len(words) > 1 {
			for _, demonym := range words[1:] {
				m[demonym] = words[0]
			}
		}
	}
	return m
}

const demonyms = `
afghanistan afghan
africa african
america american
angola angolan
argentina argentine argentinian argentinean
azerbaijan azerbaijani azeri
bahrain bahraini
bangladesh bangladeshi
barbados barbadian
belarus belarusian
belgium belgian
belize belizean
benin beninese
bhutan bhutanese
bolivia bolivian
botswana botswanan
brazil brazilian
britain british briton
brunei bruneian
burkina burkinabe
burundi burundian
canada canadian
caribbean carib
chad chadian
chile chilean
china chinese
colombia colombian
comoros comorian comoran
congo congolese
croatia croat croatian
cuba cuban
cyprus cypriot
czechia czech
denmark danish dane
djibouti djiboutian
ecuador ecuadorian ecuadorean
egypt egyptian
emirates emirati
england english
finland finnish finn
france french
gabon gabonese
germany german
ghana ghanaian
greece greek hellenic
greenland greenlandic
guatemala guatemalan
guyana guyanese
haiti haitian
honduras honduran
hungary hungarian
iceland icelandic icelander
india indian
iran iranian
iraq iraqi
ireland irish
israel israeli
italy italian
jamaica jamaican
japan japanese
jordan jordanian
kazakhstan kazakh kazakhstani
kenya kenyan
korea korean
kosovo kosovar kosovan
kuwait kuwaiti
kyrgyzstan kyrgyz kyrgyzstani
lanka lankan
laos lao laotian
latvia lett
lebanon lebanese
lesotho basotho
liechtenstein liechtensteiner
luxembourg luxembourgish luxembourger
madagascar malagasy
malawi malawian
maldives maldivian
mali malian
malta maltese
mexico mexican
moldova moldovan
monaco monegasque
montenegro montenegrin
morocco moroccan
mozambique mozambican
myanmar burmese
nepal nepali nepalese
netherlands dutch
niger nigerien
norway norwegian
oman omani
pakistan pakistani
panama panamanian
paraguay paraguayan
peru peruvian
philippines filipino philippine
poland polish pole
portugal portuguese
qatar qatari
rica rican
rwanda rwandan
salvador salvadoran
scotland scottish scot
senegal senegalese
seychelles seychellois
singapore singaporean
slovakia slovak slovakian
slovenia slovene slovenian
somalia somali
spain spanish spaniard
sudan sudanese
suriname surinamese
sweden swedish swede
switzerland swiss
taiwan taiwanese
tajikistan tajik tajikistani
thailand thai
tibet tibetan
togo togolese
turkey turkish turk turkiye türkiye
turkmenistan turkmen
uganda ugandan
ukraine ukrainian
uruguay uruguayan
uzbekistan uzbek uzbekistani
venezuela venezuelan
vietnam vietnamese
wales welsh
yemen yemeni
zealand zealander
zimbabwe zimbabwean
`
