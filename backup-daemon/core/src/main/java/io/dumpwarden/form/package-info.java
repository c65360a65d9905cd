/** How configuration rows are given and shown: their fields, by one name for all, and as JSON. */
@NullMarked
package io.dumpwarden.form;

import org.jspecify.annotations.NullMarked;
