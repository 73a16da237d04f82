/** Models, their versions and the artifacts of each as rows. A version's content never changes once it is registered. */
@NullMarked
package org.modelyard.registry.entity;

import org.jspecify.annotations.NullMarked;
