import { createApp } from 'vue'
import '../fonts/faces.css'
import '../styles/base.css'
import '../styles/map.css'
import '../styles/panels.css'
import '../styles/card.css'
import '../styles/narrow.css'
import { decodeView } from '../state/view.ts'
import { speak } from '../strings/index.ts'
import MapApp from '../ui/MapApp.vue'

// In the language of the address from the first picture on; without its words the page begins in its own, and asks again.
await speak(decodeView(location.hash).language).catch(() => undefined)
createApp(MapApp).mount('#app')
