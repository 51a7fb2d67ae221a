import ar from '../messages/ar/link.json'
import de from '../messages/de/link.json'
import en from '../messages/en/link.json'
import es from '../messages/es/link.json'
import fr from '../messages/fr/link.json'
import ja from '../messages/ja/link.json'
import pt from '../messages/pt/link.json'
import zh from '../messages/zh/link.json'

export const link = { en, es, pt, de, fr, ja, zh, ar }
