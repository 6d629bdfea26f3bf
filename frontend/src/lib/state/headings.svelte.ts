import type { Backend, SearchHeading } from "../backend";

const most = 25;

/** The headings of all packages that answer a query; an answer that comes late is dropped. */
export class Headings {
  list = $state.raw<SearchHeading[]>([]);
  /** The query that the list answers. */
  query = $state("");
  private asked = "";

  constructor(private readonly call: Backend["search"]["Headings"]) {}

  /** Asks for headings, those of a package first among equals. */
  async ask(query: string, pkg: string): Promise<void> {
    this.asked = query;
    const { headings } = await this.call(query, pkg, most);
    if (this.asked !== query) return;
    this.list = headings;
    this.query = query;
  }

  clear(): void {
    this.asked = this.query = "";
    this.list = [];
  }
}
