/**
 * The written rules of the house, as tests: who may use whom, how big things get, what docs say.
 */
@NullMarked
package io.dumpwarden.app.architecture;

import org.jspecify.annotations.NullMarked;
