/** What every service stands on: migrations, configuration, clock, epochs, leases and health. */
@NullMarked
package org.modelyard.platform.service;

import org.jspecify.annotations.NullMarked;
