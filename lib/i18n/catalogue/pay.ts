import ar from '../messages/ar/pay.json'
import de from '../messages/de/pay.json'
import en from '../messages/en/pay.json'
import es from '../messages/es/pay.json'
import fr from '../messages/fr/pay.json'
import ja from '../messages/ja/pay.json'
import pt from '../messages/pt/pay.json'
import zh from '../messages/zh/pay.json'

export const pay = { en, es, pt, de, fr, ja, zh, ar }
