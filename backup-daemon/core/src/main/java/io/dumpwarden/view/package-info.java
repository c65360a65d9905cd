/**
 * What people and programs are shown: history as JSON, and what was found out about servers,
 * storages and schedules.
 */
@NullMarked
package io.dumpwarden.view;

import org.jspecify.annotations.NullMarked;
