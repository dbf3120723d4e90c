import { createApp } from 'vue'
import '../fonts/faces.css'
import '../styles/base.css'
import '../styles/later.css'
import LaterFace from '../ui/LaterFace.vue'

createApp(LaterFace, { face: 'screen' }).mount('#app')
