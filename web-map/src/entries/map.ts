import { createApp } from 'vue'
import '../fonts/faces.css'
import '../styles/base.css'
import '../styles/map.css'
import '../styles/panels.css'
import '../styles/card.css'
import '../styles/narrow.css'
import MapApp from '../ui/MapApp.vue'

createApp(MapApp).mount('#app')
