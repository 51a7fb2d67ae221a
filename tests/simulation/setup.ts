/** Before any test's imports: a module of the product may keep what it finds when it is loaded. */
import './engine/seams'
