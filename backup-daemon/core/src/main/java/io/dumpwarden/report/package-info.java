/** What was done in a span of time, as evidence for people who were not there. */
@NullMarked
package io.dumpwarden.report;

import org.jspecify.annotations.NullMarked;
