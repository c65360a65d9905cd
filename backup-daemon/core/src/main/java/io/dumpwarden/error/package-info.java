/**
 * What can go wrong, as a catalogue: stable codes, messages, hints, and whether trying again makes
 * sense.
 */
@NullMarked
package io.dumpwarden.error;

import org.jspecify.annotations.NullMarked;
