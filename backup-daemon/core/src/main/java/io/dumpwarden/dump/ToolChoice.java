package io.dumpwarden.dump;

import java.util.List;

/**
 * The program chosen for a dump.
 *
 * @param warnings what the choice may cost, for the manifest
 */
public record ToolChoice(ClientProgram program, List<String> warnings) {}
