import ar from '../messages/ar/wallet.json'
import de from '../messages/de/wallet.json'
import en from '../messages/en/wallet.json'
import es from '../messages/es/wallet.json'
import fr from '../messages/fr/wallet.json'
import ja from '../messages/ja/wallet.json'
import pt from '../messages/pt/wallet.json'
import zh from '../messages/zh/wallet.json'

export const wallet = { en, es, pt, de, fr, ja, zh, ar }
