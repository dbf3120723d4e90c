import { watch } from 'vue'
import { decodeView, encodeView, type View } from './view.ts'

/** How long the camera must rest before its place is written into the address. */
const REST_MS = 300

/**
 * Keeps the address and the view the same. A selection or a filter is a step one can go back from; moving the map or
 * the month only rewrites the current step.
 */
export function bindHistory(view: View): () => void {
  let timer = 0
  let written = ''
  const take = () => {
    written = location.hash.replace(/^#/, '')
    Object.assign(view, decodeView(written))
    written = encodeView(view)
  }
  const write = (push: boolean) => {
    window.clearTimeout(timer)
    const fragment = encodeView(view)
    if (fragment === written) return
    written = fragment
    const url = `${location.pathname}${location.search}${fragment ? `#${fragment}` : ''}`
    if (push) history.pushState(null, '', url)
    else history.replaceState(null, '', url)
  }
  const steps = () => encodeView({ ...view, camera: null, month: null })
  const stopSteps = watch(steps, () => write(true), { flush: 'sync' })
  const stopCamera = watch(
    () => [view.camera, view.month],
    () => {
      window.clearTimeout(timer)
      timer = window.setTimeout(() => write(false), REST_MS)
    },
  )
  window.addEventListener('popstate', take)
  return () => {
    window.clearTimeout(timer)
    stopSteps()
    stopCamera()
    window.removeEventListener('popstate', take)
  }
}
