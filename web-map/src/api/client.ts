import type { Lens } from '../state/lens.ts'
import type { AreaCard, Closing, District, Fewest, GapItem, GridCard, Page, Proposal, RuleList, SearchHit, SiteKind, Siting, SpotPage, SummaryItem, Timeline } from './types.ts'

/** Why a request gave nothing: the server was not there, or it answered with a problem (RFC 9457). */
export class ApiError extends Error {
  readonly reach: 'unreachable' | 'refused'
  readonly status: number
  readonly code: string

  constructor(reach: 'unreachable' | 'refused', status: number, code: string, detail: string) {
    super(detail)
    this.reach = reach
    this.status = status
    this.code = code
  }
}

export interface GapQuery extends Partial<Lens> {
  severity?: string | null
  rule?: string | null
  cause?: string | null
  area?: string | null
  limit?: number
  cursor?: string | null
}

/** The place and the terms of every question about sites. */
interface SitesQuery extends Partial<Lens> {
  within_m: number | null
  area: string | null
}

export interface SitingQuery extends SitesQuery {
  kind: SiteKind
  k: number
}

export interface FewestQuery extends SitesQuery {
  kind: SiteKind
  /** Per cent. */
  share: number
}

export interface ClosingQuery extends SitesQuery {
  station: string
}

export interface TimelineQuery {
  rule: 'V1' | 'L1'
  area: string | null
  rules: string | null
  months: number
  level?: 'grid'
  /** The day by which more will be overdue. */
  due?: string
  limit?: number
  cursor?: string | null
}

/** Everything the page asks of the server. Paths are relative to the page, so a base path needs no setting. */
export const api = {
  district: (signal?: AbortSignal) => get<District>('district', {}, signal),
  area: (code: string, lens: Lens, signal?: AbortSignal) => get<AreaCard>(`areas/${encodeURIComponent(code)}`, { ...lens }, signal),
  grid: (code: string, lens: Lens, signal?: AbortSignal) => get<GridCard>(`grids/${encodeURIComponent(code)}`, { ...lens }, signal),
  gaps: (query: GapQuery, signal?: AbortSignal) => get<Page<GapItem>>('gaps', { level: 'grid', ...query }, signal),
  summary: (level: string, area: string | null, lens: Lens, signal?: AbortSignal, page?: { limit: number; cursor: string | null }) =>
    get<Page<SummaryItem>>('gaps/summary', { level, area, ...lens, ...page }, signal),
  spots: (query: Omit<GapQuery, 'severity'>, signal?: AbortSignal) => get<SpotPage>('gaps/areas', { ...query }, signal),
  siting: (query: SitingQuery, signal?: AbortSignal) => get<Siting>('siting', { ...query }, signal),
  fewest: (query: FewestQuery, signal?: AbortSignal) => get<Fewest>('siting/fewest', { ...query }, signal),
  closing: (query: ClosingQuery, signal?: AbortSignal) => get<Closing>('siting/closing', { level: 'grid', limit: 1000, ...query }, signal),
  timeline: (query: TimelineQuery, signal?: AbortSignal) => get<Timeline>('timeline', { ...query }, signal),
  /** The links that would close what can be closed in an area, of all its grids. */
  proposals: (area: string, lens: Lens, signal?: AbortSignal) => get<Page<Proposal>>('capacity/proposals', { area, limit: 1000, ...lens }, signal),
  rules: (signal?: AbortSignal) => get<RuleList>('rules', {}, signal),
  search: (q: string, signal?: AbortSignal) => get<Page<SearchHit>>('search', { q, limit: 10 }, signal),
}

/** A server that says nothing for this long is not there. */
const PATIENCE_MS = 20_000

/** Whether the same question may be answered in a while: the server was away, busy or broken, not of another opinion. */
export function mayPass(error: unknown): boolean {
  return error instanceof ApiError && (error.reach === 'unreachable' || error.status >= 500 || error.status === 429)
}

type Parameter = string | number | null | undefined

/** The address of an API path with those parameters that have a value. */
export function address(path: string, query: Record<string, Parameter>): string {
  const url = new URL(`api/v1/${path}`, document.baseURI)
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== '') url.searchParams.set(name, String(value))
  }
  return url.href
}

async function get<T>(path: string, query: Record<string, Parameter>, signal?: AbortSignal): Promise<T> {
  const response = await reach(address(path, query), signal)
  if (response.ok) return (await response.json()) as T
  throw await problem(response)
}

async function reach(url: string, signal?: AbortSignal): Promise<Response> {
  const patience = AbortSignal.timeout(PATIENCE_MS)
  try {
    // no-cache: the browser sends If-None-Match with the ETag it kept, and a 304 costs no body.
    return await fetch(url, { cache: 'no-cache', headers: { accept: 'application/json' }, signal: signal ? AbortSignal.any([signal, patience]) : patience })
  } catch (error) {
    if (signal?.aborted) throw error
    throw new ApiError('unreachable', 0, 'unreachable', String(error))
  }
}

async function problem(response: Response): Promise<ApiError> {
  // A proxy in front of a stopped server answers 502–504 itself.
  if (response.status >= 502 && response.status <= 504) return new ApiError('unreachable', response.status, 'unavailable', '')
  const body: unknown = await response.json().catch(() => ({}))
  const text = (key: string) => {
    const value = typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[key] : undefined
    return typeof value === 'string' ? value : ''
  }
  return new ApiError('refused', response.status, text('code') || String(response.status), text('detail') || text('title'))
}
