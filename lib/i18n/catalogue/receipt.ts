import ar from '../messages/ar/receipt.json'
import de from '../messages/de/receipt.json'
import en from '../messages/en/receipt.json'
import es from '../messages/es/receipt.json'
import fr from '../messages/fr/receipt.json'
import ja from '../messages/ja/receipt.json'
import pt from '../messages/pt/receipt.json'
import zh from '../messages/zh/receipt.json'

export const receipt = { en, es, pt, de, fr, ja, zh, ar }
