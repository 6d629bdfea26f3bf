package atlas

import "strings"

// GeneralWords are words that any description of institutions may use: they
// order, relate and qualify what is described and name nothing that could be
// there or not. A layer may use one that the layers above it lack. One form
// stands for its whole family.
func GeneralWords() []string { return strings.Fields(general) }

const general = `
 platform architecture interface hub path pathway envelope map picture key silo stack backbone core pillar foundation footprint instrument tool
 channel gateway window lens line point block unit component element module fabric face edge facility infrastructure cover base object matter
 country zone territory location side end horizon community group body agency organization party actor participant stakeholder member people
 person society sector federation bloc chain regime hierarchy progression content alignment sovereign firm enterprise operator provider
 partner peer counterpart close stable order class series range spectrum mix portfolio ecosystem landscape
 act active process operate work effort practice approach engage interact involve participate cooperate coordinate collaborate consolidate
 deliver deploy develop design implement expand extend integrate improve grow transit transform move orient progress evolve treat handle apply
 adopt plan program project initiative manage administer govern steward supervise oversee comply enforce monitor review assess evaluate test
 trial experiment explore decide determine provision supply service maintain protect exchange transfer flow event case outcome result effect
 impact restrict mechanism procedure workflow workload host reform attention behave balance conduct organize prepare select start step measure
 respond arrange transparent interdependent follow repeat continue sequence phase stage cycle pattern trend shift turn
 code term reference figure scenario consult advise redundant perform option resource communicate telecommunication inform report document text
 file page label message define specify rule policy regulate standard norm require condition criterion principle guide instruct commit notice
 language word wording sign agenda authenticate credential issue account example instance question answer
 interfere influence frame shape responsible duty obligation task electric energy power settle relative corridor placement topology posture density mode concentrate suitable capable adjacent interconnect perimeter status autonomy weak isolate depend climate absent priority
 discontinuous topology score parameter logic judgment geography generalize distinct assurance abstract detail conclude horizon perimeter
 reliable auditable embedded planning oversight stewardship continuity coherence posture dual outcome accountability visibility
 share sharing shared common joint mutual collective separate independent external internal domestic foreign local regional global national
 international cross layered tiered multi distributed centralized decentralized federated unified formal legal statutory technical
 operational administrative commercial economic social political financial industrial digital modern traditional existing ongoing
 ceiling floor neighborhood home roof umbrella venue cornerstone milestone bottleneck patchwork mosaic thread root seat table door wall weight load pace
 clock round stay fall rise hold run draw reach meet seek leave lack rest bear bring call come go get look point serve stand turn work
 identifier front door backdrop population staff team personnel throughput online offline compact caution periodic owner trace prohibit forbid permit allow
 revoke withdraw verify buy sell need want paper digit automate robust routine ordinary everyday fintech telecom telecommunications interoperable roadmap pair couple cybersecurity modernization digitalization centralization supervision tenure remit mandate scope capacity competence
 attest testify witness corroborate substantiate exemplify illustrate underscore underline highlight emphasize stress embody epitomize manifest exhibit portray depict
 sketch outline delineate reveal hint imply denote evince express convey suggest underpin buttress encompass comprise consist constitute compose span
 recur persist endure hinge pivot revolve gravitate interplay interlock intertwine juxtapose dovetail complement supplement parallel resemble contrast
 cluster constellation suite bundle array assortment blend mixture tandem spine linchpin keystone hallmark trait attribute feature quality essence gist
 crux portrait image silhouette contour snapshot overview synopsis companion sibling twin strand tapestry lattice scaffold arc plurality preponderance
 predominant recurrent pervasive characteristic distinctive notable salient
`
