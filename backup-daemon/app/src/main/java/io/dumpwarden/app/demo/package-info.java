/** The sample source server of the demonstration: a shop, and the customers who use it. */
@NullMarked
package io.dumpwarden.app.demo;

import org.jspecify.annotations.NullMarked;
