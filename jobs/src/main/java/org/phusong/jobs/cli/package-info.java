/**
 * The command line: commands, progress, the report of a run.
 */
@NullMarked
package org.phusong.jobs.cli;

import org.jspecify.annotations.NullMarked;
