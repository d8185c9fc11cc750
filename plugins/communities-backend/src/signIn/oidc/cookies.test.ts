import express from 'express';
import request from 'supertest';
import { describe, expect, it } from 'vitest';
import { Cookies } from './cookies';

describe('the cookies of sign-in', () => {
  it('can be set by no other host, where the portal has https', async () => {
    const cookies = new Cookies(new URL('https://portal.example.org'));
    const app = express().get('/', (req, res) => {
      const before = cookies.read(req, 'session');
      cookies.set(res, { name: 'session', value: 'value', seconds: 60 });
      res.send(String(before));
    });
    const answer = await request(app)
      .get('/')
      // As a workload's page could set it for the whole domain.
      .set('cookie', 'astrolabe-session=planted');
    expect(answer.text).toBe('undefined');
    expect(answer.get('set-cookie')![0]).toMatch(
      /^__Host-astrolabe-session=value;.*Path=\/;.*HttpOnly; Secure; SameSite=Lax$/,
    );
    const again = await request(app)
      .get('/')
      .set('cookie', 'other=1; __Host-astrolabe-session=mine');
    expect(again.text).toBe('mine');
  });
});
