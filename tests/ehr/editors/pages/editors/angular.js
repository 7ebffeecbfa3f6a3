import '@angular/compiler';
import { Component, createComponent, provideZonelessChangeDetection } from '@angular/core';
import { FormControl, ReactiveFormsModule } from '@angular/forms';
import { createApplication } from '@angular/platform-browser';

export const mount = async (root, lines) => {
  const control = new FormControl(lines.join('\n'));
  const Field = Component({
    selector: 'ficha-campo',
    imports: [ReactiveFormsModule],
    template: '<textarea id="campo" rows="8" cols="80" [formControl]="control"></textarea>',
  })(
    class {
      control = control;
    },
  );
  const app = await createApplication({ providers: [provideZonelessChangeDetection()] });
  const hostElement = document.createElement('ficha-campo');
  root.append(hostElement);
  const made = createComponent(Field, { environmentInjector: app.injector, hostElement });
  app.attachView(made.hostView);
  made.changeDetectorRef.detectChanges();
  return {
    node: hostElement.querySelector('textarea'),
    lines: () => control.value.split('\n').filter(Boolean),
  };
};
