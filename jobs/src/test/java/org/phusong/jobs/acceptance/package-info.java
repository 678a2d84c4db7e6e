/** Acceptance: whole runs through the command line, on real files, held against results worked out by hand or by plain JTS. */
@NullMarked
package org.phusong.jobs.acceptance;

import org.jspecify.annotations.NullMarked;
